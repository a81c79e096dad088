"""``python -m alignscan`` is the same as ``alignscan``."""

from alignscan.cli.app import main

if __name__ == "__main__":
    main()
