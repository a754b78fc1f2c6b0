/** The first 33 bits of ln 2, whose products with whole numbers below 2^20 are exact. */
export const ln2Head = 6.9314718036912381649e-1;
/** ln 2 − ln2Head */
export const ln2Tail = 1.90821492927058770002e-10;
/** 1/ln 2 */
export const inverseLn2 = 1.442695040888963387;
