import type { Certificate } from '@tesserae/core';

/** A certificate, and how many rules are broken. */
export interface CertificateFields extends Certificate {
  readonly violations: number;
}

/** The certificate as events and reports have it. @param violations  how many there are */
export function certificateFields(certificate: Certificate, violations: number): CertificateFields {
  const { cost, lowerBound, gap, assignmentGap, spacingCost, refineCost, editCost } = certificate;
  const edits = editCost === undefined ? {} : { editCost };
  return { cost, lowerBound, gap, assignmentGap, spacingCost, refineCost, ...edits, violations };
}
