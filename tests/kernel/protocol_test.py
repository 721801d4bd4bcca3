"""Jupyter's own tests of a kernel: each message has the form that the protocol asks for."""

import os
import unittest

import jupyter_kernel_test

DISPLAY = 'import { display } from "tslab"; display'


class TypeScriptKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = os.environ.get("GRADUS_KERNEL", "gradus")
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("oh no")'
    code_generate_error = 'throw new Error("on purpose")'
    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "[1, 2, 3].map((n) => n * n)", "result": "[ 1, 4, 9 ]"},
        {"code": "let squares = 4; squares ** 2", "result": "16"},
        {"code": "await Promise.resolve(7)", "result": "7"},
    ]
    code_display_data = [
        {"code": f'{DISPLAY}.html("<b>bold</b>")', "mime": "text/html"},
        {"code": f'{DISPLAY}.svg("<svg/>")', "mime": "image/svg+xml"},
        {"code": f'{DISPLAY}.png(new Uint8Array([1, 2]))', "mime": "image/png"},
    ]
    code_clear_output = '(globalThis as any)[Symbol.for("gradus.kernel")].clearOutput()'
    completion_samples = [
        {"text": "Math.hyp", "matches": {"hypot"}},
        {"text": "JSON.pars", "matches": {"parse"}},
        {"text": "let completed = 1; comple", "matches": {"completed"}},
    ]
    complete_code_samples = ["1", "let a = 1", "function f() { return 1 }", "await Promise.resolve()"]
    incomplete_code_samples = ["function f() {", "const text = `one", "f(1,", "class A {"]
    invalid_code_samples = ["let 1a = )", "const = 2;"]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "1 ? 2*"
    code_inspect_sample = "parseInt"


if __name__ == "__main__":
    unittest.main()
