from alignscan.api.assess import assess as assess
from alignscan.api.assess import tabulate as tabulate
from alignscan.api.check import check as check
from alignscan.api.form import form as form
from alignscan.api.load import Assessment as Assessment
from alignscan.api.load import InvalidInput as InvalidInput
from alignscan.api.load import load as load
from alignscan.api.plan import plan as plan
from alignscan.api.reports import load_report as load_report
from alignscan.api.reports import render as render
from alignscan.api.reports import schema as schema
from alignscan.api.tabulations import load_tabulation as load_tabulation
from alignscan.api.tabulations import save_tabulation as save_tabulation
from alignscan.forms.carrying import CannotCarry as CannotCarry
from alignscan.measurement.measure import measure as measure
from alignscan.measurement.measures import Measures as Measures
from alignscan.measurement.tabulation import Tabulation as Tabulation
from alignscan.rendering.options import Presentation as Presentation
from alignscan.report.model import Report as Report
from alignscan.source.finding import Finding as Finding

__version__: str
