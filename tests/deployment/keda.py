"""Checks objects of KEDA against its schema: exits with 1 and says why, also where a field is none of the schema's."""

import json
import sys

import yaml
from cloudcoil.models.keda import v1alpha1
from pydantic import ValidationError

for found in yaml.safe_load_all(sys.stdin):
    if not found["apiVersion"].startswith("keda.sh/"):
        continue
    try:
        known = getattr(v1alpha1, found["kind"]).model_validate(found)
    except ValidationError as error:
        sys.exit(str(error))
    kept = known.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if kept != found:
        sys.exit(f"KEDA would drop a part of {json.dumps(found)}, and keep {json.dumps(kept)}")
    print(found["kind"], found["metadata"]["name"])
