"""Languages by the name they have in themselves."""

from typing import Final

_NAMES: Final = {
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fi": "Suomi",
    "fr": "Français",
    "hu": "Magyar",
    "it": "Italiano",
    "ja": "日本語",
    "nl": "Nederlands",
    "no": "Norsk",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "sv": "Svenska",
    "tr": "Türkçe",
    "uk": "Українська",
    "zh": "中文",
}


def language_name(code: str) -> str:
    """Return the name of a language as its speakers write it; the code where it is not known."""
    return _NAMES.get(code.partition("-")[0], code)
