#!/usr/bin/env node
// Committed and executable: npm links bins before `prepare` has compiled anything, and tsc writes files without the x bit.
import '../lib/main.js';
