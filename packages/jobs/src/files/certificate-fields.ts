import type { Certificate } from '@tesserae/core';

/** The certificate as events and reports have it. @param violations  how many there are */
export function certificateFields(certificate: Certificate, violations: number): Readonly<Record<string, number>> {
  const { cost, lowerBound, gap, assignmentGap, spacingCost, refineCost, editCost } = certificate;
  const edits: Record<string, number> = editCost === undefined ? {} : { editCost };
  return { cost, lowerBound, gap, assignmentGap, spacingCost, refineCost, ...edits, violations };
}
