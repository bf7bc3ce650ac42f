// AssemblyScript, imported by kernels.as.ts.

function madd(a: v128, b: v128, sum: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), sum);
}

function relu(value: v128): v128 {
  return f32x4.max(value, f32x4.splat(0));
}

/**
 * Eight columns of a matrix product, six pixels at a time, so that twelve sums and both weights stay in registers.
 * `depth` is a multiple of 4, `width` one of 6. If `rest` isn't 0, what it points to is added.
 */
function multiplyBy8(
  from: usize,
  depth: usize,
  fromRow: usize,
  weights: usize,
  bias: usize,
  to: usize,
  toPixel: usize,
  toRow: usize,
  rest: usize,
  restPixel: usize,
  restRow: usize,
  height: i32,
  width: i32,
  clip: bool,
): void {
  const pixel = depth << 2;
  const b0 = v128.load(bias);
  const b1 = v128.load(bias, 16);
  for (let y = 0; y < height; y++) {
    let p0 = from;
    let o = to;
    let r = rest;
    for (let x = 0; x < width; x += 6) {
      let p1 = p0 + pixel;
      let p2 = p1 + pixel;
      let p3 = p2 + pixel;
      let p4 = p3 + pixel;
      let p5 = p4 + pixel;
      let w = weights;
      // prettier-ignore
      let a00 = b0, a01 = b1, a10 = b0, a11 = b1, a20 = b0, a21 = b1;
      // prettier-ignore
      let a30 = b0, a31 = b1, a40 = b0, a41 = b1, a50 = b0, a51 = b1;
      const end = p0 + pixel;
      // Four of the depth at a time: written as a loop of one it is a tenth slower.
      // prettier-ignore
      do {
        let w0 = v128.load(w), w1 = v128.load(w, 16), s = v128.load32_splat(p0);
        a00 = madd(s, w0, a00); a01 = madd(s, w1, a01); s = v128.load32_splat(p1);
        a10 = madd(s, w0, a10); a11 = madd(s, w1, a11); s = v128.load32_splat(p2);
        a20 = madd(s, w0, a20); a21 = madd(s, w1, a21); s = v128.load32_splat(p3);
        a30 = madd(s, w0, a30); a31 = madd(s, w1, a31); s = v128.load32_splat(p4);
        a40 = madd(s, w0, a40); a41 = madd(s, w1, a41); s = v128.load32_splat(p5);
        a50 = madd(s, w0, a50); a51 = madd(s, w1, a51);
        w0 = v128.load(w, 32); w1 = v128.load(w, 48); s = v128.load32_splat(p0, 4);
        a00 = madd(s, w0, a00); a01 = madd(s, w1, a01); s = v128.load32_splat(p1, 4);
        a10 = madd(s, w0, a10); a11 = madd(s, w1, a11); s = v128.load32_splat(p2, 4);
        a20 = madd(s, w0, a20); a21 = madd(s, w1, a21); s = v128.load32_splat(p3, 4);
        a30 = madd(s, w0, a30); a31 = madd(s, w1, a31); s = v128.load32_splat(p4, 4);
        a40 = madd(s, w0, a40); a41 = madd(s, w1, a41); s = v128.load32_splat(p5, 4);
        a50 = madd(s, w0, a50); a51 = madd(s, w1, a51);
        w0 = v128.load(w, 64); w1 = v128.load(w, 80); s = v128.load32_splat(p0, 8);
        a00 = madd(s, w0, a00); a01 = madd(s, w1, a01); s = v128.load32_splat(p1, 8);
        a10 = madd(s, w0, a10); a11 = madd(s, w1, a11); s = v128.load32_splat(p2, 8);
        a20 = madd(s, w0, a20); a21 = madd(s, w1, a21); s = v128.load32_splat(p3, 8);
        a30 = madd(s, w0, a30); a31 = madd(s, w1, a31); s = v128.load32_splat(p4, 8);
        a40 = madd(s, w0, a40); a41 = madd(s, w1, a41); s = v128.load32_splat(p5, 8);
        a50 = madd(s, w0, a50); a51 = madd(s, w1, a51);
        w0 = v128.load(w, 96); w1 = v128.load(w, 112); s = v128.load32_splat(p0, 12);
        a00 = madd(s, w0, a00); a01 = madd(s, w1, a01); s = v128.load32_splat(p1, 12);
        a10 = madd(s, w0, a10); a11 = madd(s, w1, a11); s = v128.load32_splat(p2, 12);
        a20 = madd(s, w0, a20); a21 = madd(s, w1, a21); s = v128.load32_splat(p3, 12);
        a30 = madd(s, w0, a30); a31 = madd(s, w1, a31); s = v128.load32_splat(p4, 12);
        a40 = madd(s, w0, a40); a41 = madd(s, w1, a41); s = v128.load32_splat(p5, 12);
        a50 = madd(s, w0, a50); a51 = madd(s, w1, a51);
        p0 += 16; p1 += 16; p2 += 16; p3 += 16; p4 += 16; p5 += 16; w += 128;
      } while (p0 != end);
      p0 = p5;
      // prettier-ignore
      if (rest) {
        a00 = f32x4.add(a00, v128.load(r)); a01 = f32x4.add(a01, v128.load(r, 16)); r += restPixel;
        a10 = f32x4.add(a10, v128.load(r)); a11 = f32x4.add(a11, v128.load(r, 16)); r += restPixel;
        a20 = f32x4.add(a20, v128.load(r)); a21 = f32x4.add(a21, v128.load(r, 16)); r += restPixel;
        a30 = f32x4.add(a30, v128.load(r)); a31 = f32x4.add(a31, v128.load(r, 16)); r += restPixel;
        a40 = f32x4.add(a40, v128.load(r)); a41 = f32x4.add(a41, v128.load(r, 16)); r += restPixel;
        a50 = f32x4.add(a50, v128.load(r)); a51 = f32x4.add(a51, v128.load(r, 16)); r += restPixel;
      }
      // prettier-ignore
      if (clip) {
        a00 = relu(a00); a01 = relu(a01); a10 = relu(a10); a11 = relu(a11); a20 = relu(a20); a21 = relu(a21);
        a30 = relu(a30); a31 = relu(a31); a40 = relu(a40); a41 = relu(a41); a50 = relu(a50); a51 = relu(a51);
      }
      // prettier-ignore
      {
        v128.store(o, a00); v128.store(o, a01, 16); o += toPixel;
        v128.store(o, a10); v128.store(o, a11, 16); o += toPixel;
        v128.store(o, a20); v128.store(o, a21, 16); o += toPixel;
        v128.store(o, a30); v128.store(o, a31, 16); o += toPixel;
        v128.store(o, a40); v128.store(o, a41, 16); o += toPixel;
        v128.store(o, a50); v128.store(o, a51, 16); o += toPixel;
      }
    }
    from += fromRow;
    to += toRow;
    if (rest) rest += restRow;
  }
}

/** The same for the last four columns, if the number of columns isn't a multiple of 8. One pixel at a time. */
function multiplyBy4(
  from: usize,
  depth: usize,
  fromRow: usize,
  weights: usize,
  bias: usize,
  to: usize,
  toPixel: usize,
  toRow: usize,
  rest: usize,
  restPixel: usize,
  restRow: usize,
  height: i32,
  width: i32,
  clip: bool,
): void {
  const b = v128.load(bias);
  for (let y = 0; y < height; y++) {
    let p = from;
    for (let x = 0; x < width; x++) {
      let w = weights;
      let even = b;
      let odd = f32x4.splat(0);
      const end = p + (depth << 2);
      // Two sums, so that one addition doesn't wait for the other.
      do {
        even = madd(v128.load32_splat(p), v128.load(w), even);
        odd = madd(v128.load32_splat(p, 4), v128.load(w, 16), odd);
        p += 8;
        w += 32;
      } while (p != end);
      let sum = f32x4.add(even, odd);
      if (rest) sum = f32x4.add(sum, v128.load(rest + <usize>x * restPixel));
      v128.store(to + <usize>x * toPixel, clip ? relu(sum) : sum);
    }
    from += fromRow;
    to += toRow;
    if (rest) rest += restRow;
  }
}

/** All columns, in panels of eight with consecutive packed weights. `rest` is added to the first `restColumns`. */
export function multiply(
  from: usize,
  depth: usize,
  fromRow: usize,
  weights: usize,
  bias: usize,
  to: usize,
  columns: usize,
  toRow: usize,
  rest: usize,
  restColumns: usize,
  restRow: usize,
  height: i32,
  width: i32,
  clip: bool,
): void {
  const toPixel = columns << 2;
  const restPixel = restColumns << 2;
  let column: usize = 0;
  for (; column + 8 <= columns; column += 8) {
    const add: usize = column < restColumns ? rest : 0;
    // prettier-ignore
    multiplyBy8(from, depth, fromRow, weights, bias, to, toPixel, toRow, add, restPixel, restRow, height, width, clip);
    weights += depth << 5;
    bias += 32;
    to += 32;
    if (rest) rest += 32;
  }
  if (column == columns) return;
  const add: usize = column < restColumns ? rest : 0;
  // prettier-ignore
  multiplyBy4(from, depth, fromRow, weights, bias, to, toPixel, toRow, add, restPixel, restRow, height, width, clip);
}
