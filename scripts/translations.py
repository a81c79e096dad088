"""What is left to translate: `python scripts/translations.py LANGUAGE` lists keys that differ.

``python scripts/translations.py LANGUAGE --write`` adds the missing keys with their English wording
to a draft in ``build/translations``, to be translated and put where the others are.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from alignscan.model.content import english_texts, translatable
from alignscan.model.labels import labels, languages
from alignscan.model.translations import texts_in
from alignscan.source.emit import emit_text

BUILD = Path("build/translations")


def main(language: str, write: bool) -> int:
    """Print what differs; return 1 when anything does."""
    found = 0
    for name in (*translatable(), "labels"):
        own = labels("en") if name == "labels" else english_texts(name)
        known = _labels(language) if name == "labels" else texts_in(language, name)
        missing = {key: text for key, text in own.items() if key not in known}
        left = [key for key in known if key not in own]
        found += len(missing) + len(left)
        for key, text in missing.items():
            print(f"{name}: missing {key}: {text}")
        for key in left:
            print(f"{name}: not in English any more: {key}")
        if write and missing:
            target = BUILD / language / (name if name.endswith(".yaml") else f"{name}.yaml")
            target.parent.mkdir(parents=True, exist_ok=True)
            lines = (f"  {key}: {emit_text(text)}\n" for key, text in missing.items())
            target.write_text("".join(lines), encoding="utf-8")
    return 1 if found else 0


def _labels(language: str) -> Mapping[str, str]:
    return labels(language) if language in languages() else {}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--write" in sys.argv))
