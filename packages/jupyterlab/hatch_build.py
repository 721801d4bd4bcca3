"""Stops the packing of a wheel without a built extension: it would install well and draw nothing."""

import json
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuiltExtensionHook(BuildHookInterface):
    def initialize(self, version, build_data):
        extension = Path(self.root, "gradus_jupyterlab", "labextension")
        try:
            # The builder writes `_build` last, so it stands for a build that went through.
            package = json.loads((extension / "package.json").read_text(encoding="utf-8"))
            entry = extension / package["jupyterlab"]["_build"]["load"]
            style = extension / "static" / "style.js"
            complete = entry.is_file() and style.is_file()
        except (OSError, ValueError, KeyError):
            complete = False
        if not complete:
            raise RuntimeError(f"{extension} holds no built extension. Run `npm run build` first.")
