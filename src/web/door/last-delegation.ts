// Under which name the browser remembers the delegation that last signed in.
export const LAST_DELEGATION = 'sandhi.delegation'
