"""The report as a PDF file, printed from the same HTML.

WeasyPrint makes tagged PDF (PDF/UA-1) and the same bytes each time. An installed Chromium, Chrome
or Edge stands in for it; the only bytes of its files that would differ, two dates, are fixed.
"""

import re
from hashlib import sha256
from typing import Any, Final

from alignscan.rendering.brand.look import in_colors, look_of
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.html import render as render_html
from alignscan.report.model import Report

VARIANT: Final = "pdf/ua-1"
DATES: Final = re.compile(rb"/(CreationDate|ModDate) ?\(D:(\d{14})([^)]*)\)")
NEWEST: Final = b"20000101000000"


class NoPrinter(Exception):
    """WeasyPrint is not installed, or cannot load the libraries that it needs."""


def page(report: Report, presentation: Presentation) -> str:
    """Return the HTML that is printed: drawings hold a brand's colors themselves."""
    return printed(render_html(report, presentation), presentation)


def printed(html: str, presentation: Presentation) -> str:
    """Return a page of ours as it is printed."""
    return in_colors(html, look_of(presentation.brand))


def print_page(html: str) -> bytes:
    """Return a page of ours as PDF; the same page gives the same bytes.

    Raises NoPrinter where WeasyPrint cannot be used.
    """
    weasyprint = _weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    found: bytes = document.write_pdf(
        pdf_variant=VARIANT, pdf_identifier=sha256(html.encode()).digest()[:16], pdf_tags=True
    )
    return found


def without_clock(pdf: bytes) -> bytes:
    """Return a PDF file whose dates are those of no day; its length stays."""
    return DATES.sub(
        lambda f: f[0].replace(f[2], NEWEST, 1) if len(f[2]) == len(NEWEST) else f[0], pdf
    )


def _weasyprint() -> Any:
    try:
        import weasyprint
        import weasyprint.urls
    except (ImportError, OSError, AttributeError) as error:
        raise NoPrinter(type(error).__name__) from None
    return weasyprint
