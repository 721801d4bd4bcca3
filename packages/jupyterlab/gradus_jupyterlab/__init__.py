"""Tells JupyterLab where the built extension lies, for those who install this folder in place."""


def _jupyter_labextension_paths():
    return [{"src": "labextension", "dest": "@gradus/jupyterlab"}]
