// Written by `npm run formulas` from the formulas beside it.

export function logOfRest(f: number, k: number, rest: number): number {
  const v0 = k * 0.6931471803691238;
  const v1 = rest - f;
  const v2 = v0 - v1;
  return v2;
}

export function logRestFar(f: number, k: number): number {
  const v0 = 2 + f;
  const v1 = f / v0;
  const v2 = v1 * v1;
  const v3 = v2 * v2;
  const v4 = v3 * 0.14798198605116586;
  const v5 = 0.1818357216161805 + v4;
  const v6 = v3 * v5;
  const v7 = 0.2857142874366239 + v6;
  const v8 = v3 * v7;
  const v9 = 0.6666666666666735 + v8;
  const v10 = v2 * v9;
  const v11 = v3 * 0.15313837699209373;
  const v12 = 0.22222198432149784 + v11;
  const v13 = v3 * v12;
  const v14 = 0.3999999999940942 + v13;
  const v15 = v3 * v14;
  const v16 = v10 + v15;
  const v17 = f - v16;
  const v18 = v1 * v17;
  const v19 = k * 1.9082149292705877e-10;
  const v20 = v18 - v19;
  return v20;
}

export function logRestNear(f: number, k: number): number {
  const v0 = 2 + f;
  const v1 = f / v0;
  const v2 = 0.5 * f;
  const v3 = v2 * f;
  const v4 = v1 * v1;
  const v5 = v4 * v4;
  const v6 = v5 * 0.14798198605116586;
  const v7 = 0.1818357216161805 + v6;
  const v8 = v5 * v7;
  const v9 = 0.2857142874366239 + v8;
  const v10 = v5 * v9;
  const v11 = 0.6666666666666735 + v10;
  const v12 = v4 * v11;
  const v13 = v5 * 0.15313837699209373;
  const v14 = 0.22222198432149784 + v13;
  const v15 = v5 * v14;
  const v16 = 0.3999999999940942 + v15;
  const v17 = v5 * v16;
  const v18 = v12 + v17;
  const v19 = v3 + v18;
  const v20 = v1 * v19;
  const v21 = k * 1.9082149292705877e-10;
  const v22 = v20 + v21;
  const v23 = v3 - v22;
  return v23;
}

export function logRestNearPower(f: number, k: number): number {
  const v0 = f * f;
  const v1 = 0.3333333333333333 * f;
  const v2 = 0.5 - v1;
  const v3 = v0 * v2;
  const v4 = k * 1.9082149292705877e-10;
  const v5 = v3 - v4;
  return v5;
}

export function expOfRest(x: number, k: number): number {
  const v0 = k * 0.6931471803691238;
  const v1 = x - v0;
  const v2 = k * 1.9082149292705877e-10;
  const v3 = v1 - v2;
  const v4 = v3 * v3;
  const v5 = v4 * 4.1381367970572385e-8;
  const v6 = -0.0000016533902205465252 + v5;
  const v7 = v4 * v6;
  const v8 = 0.00006613756321437934 + v7;
  const v9 = v4 * v8;
  const v10 = -0.0027777777777015593 + v9;
  const v11 = v4 * v10;
  const v12 = 0.16666666666666602 + v11;
  const v13 = v4 * v12;
  const v14 = v3 - v13;
  const v15 = v3 * v14;
  const v16 = 2 - v14;
  const v17 = v15 / v16;
  const v18 = v2 - v17;
  const v19 = v18 - v1;
  const v20 = 1 - v19;
  return v20;
}

export function cosineOfSum(x: number, y: number, part: number): number {
  const v0 = x * x;
  const v1 = v0 * -1.1359647557788195e-11;
  const v2 = 2.087572321298175e-9 + v1;
  const v3 = v0 * v2;
  const v4 = -2.7557314351390663e-7 + v3;
  const v5 = v0 * v4;
  const v6 = 0.00002480158728947673 + v5;
  const v7 = v0 * v6;
  const v8 = -0.001388888888887411 + v7;
  const v9 = v0 * v8;
  const v10 = 0.0416666666666666 + v9;
  const v11 = v0 * v10;
  const v12 = v0 * v11;
  const v13 = x * y;
  const v14 = v12 - v13;
  const v15 = 1 - part;
  const v16 = 0.5 * v0;
  const v17 = v16 - part;
  const v18 = v17 - v14;
  const v19 = v15 - v18;
  return v19;
}

export function sine(x: number): number {
  const v0 = x * x;
  const v1 = v0 * 1.58969099521155e-10;
  const v2 = -2.5050760253406863e-8 + v1;
  const v3 = v0 * v2;
  const v4 = 0.0000027557313707070068 + v3;
  const v5 = v0 * v4;
  const v6 = -0.0001984126982985795 + v5;
  const v7 = v0 * v6;
  const v8 = 0.00833333333332249 + v7;
  const v9 = v0 * v8;
  const v10 = -0.16666666666666632 + v9;
  const v11 = v0 * x;
  const v12 = v11 * v10;
  const v13 = x + v12;
  return v13;
}

export function sineOfSum(x: number, y: number): number {
  const v0 = x * x;
  const v1 = v0 * x;
  const v2 = 0.5 * y;
  const v3 = v0 * 1.58969099521155e-10;
  const v4 = -2.5050760253406863e-8 + v3;
  const v5 = v0 * v4;
  const v6 = 0.0000027557313707070068 + v5;
  const v7 = v0 * v6;
  const v8 = -0.0001984126982985795 + v7;
  const v9 = v0 * v8;
  const v10 = 0.00833333333332249 + v9;
  const v11 = v1 * v10;
  const v12 = v2 - v11;
  const v13 = v0 * v12;
  const v14 = v13 - y;
  const v15 = v1 * -0.16666666666666632;
  const v16 = v14 - v15;
  const v17 = x - v16;
  return v17;
}

export function restOfPart(before: number, k: number, part: number): number {
  const v0 = k * part;
  const v1 = before - v0;
  return v1;
}

export function lackOfPart(before: number, rest: number, k: number, part: number, after: number): number {
  const v0 = k * after;
  const v1 = before - rest;
  const v2 = k * part;
  const v3 = v1 - v2;
  const v4 = v0 - v3;
  return v4;
}
