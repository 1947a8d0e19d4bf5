// Findings of the completeness check, those of one rule together. Pure.
import type { Schema } from '../api/client.ts'

/** Findings grouped by rule, in the order in which the rules first come. */
export function byRule(findings: readonly Schema<'Finding'>[]): Schema<'Finding'>[][] {
  const groups = new Map<string, Schema<'Finding'>[]>()
  for (const finding of findings) groups.set(finding.rule, [...(groups.get(finding.rule) ?? []), finding])
  return [...groups.values()]
}
