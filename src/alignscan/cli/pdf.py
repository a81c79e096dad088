"""Making PDF files on the command line: with WeasyPrint, else with an installed browser."""

from alignscan.cli.browsers import browsers, print_with
from alignscan.cli.exits import Exit, Stop
from alignscan.rendering.report.pdf import NoPrinter, print_page, without_clock

INSTALL = 'pip install "alignscan[pdf]"'


def pdf_of(html: str) -> bytes:
    """Return a page of ours as PDF; Stop where nothing can make one.

    The same page gives the same bytes on one machine.
    """
    try:
        return print_page(html)
    except NoPrinter:
        pass
    tried = 0
    for browser in browsers():
        tried += 1
        found = print_with(browser, html)
        if found is not None:
            return without_clock(found)
    what = "a PDF file needs WeasyPrint, or Chromium, Chrome or Edge"
    if tried:
        what = "WeasyPrint is not installed, and no installed browser made a PDF file"
    raise Stop(
        Exit.USAGE,
        f"{what}; nothing was written",
        f"{INSTALL}; or print report.html from a browser",
    )
