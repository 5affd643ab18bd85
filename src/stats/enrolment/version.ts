// Which numbers a run may be compared with: raised whenever the same input and seed would answer other numbers.

/** The kernel's version; a stored forecast carries it, so that a run can be repeated to the byte. */
export const enrolmentKernelVersion = 'enrolment-7';
