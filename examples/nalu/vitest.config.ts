import { defineConfig } from 'vitest/config';

// A configuration of its own, so that the repository's does not apply while the example is in it.
export default defineConfig({});
