import type { Rule } from 'eslint';

export const oneWayOutRule: Rule.RuleModule;
