#!/usr/bin/env node
// Beside the built program, because npm links a command before anything is built.
import "../dist/install/main.js";
