/* A QR code (ISO/IEC 18004) of an address, as an SVG: byte mode, error correction M, versions 1 to 10 (213 bytes).
   bangyangQr(text) returns the element, or null where the text is too long. */
(function () {
  'use strict';
  /* For level M, by version: error correction bytes a block, blocks of the first length, its data bytes, blocks with one more. */
  var BLOCKS = [null, [10, 1, 16, 0], [16, 1, 28, 0], [26, 1, 44, 0], [18, 2, 32, 0], [24, 2, 43, 0], [16, 4, 27, 0], [18, 4, 31, 0], [22, 2, 38, 2], [22, 3, 36, 2], [26, 4, 43, 1]];
  var ALIGN = [[], [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
  var EXP = [], LOG = [];
  for (var i = 0, x = 1; i < 255; i += 1) { EXP[i] = x; LOG[x] = i; x <<= 1; if (x & 256) x ^= 285; }
  function times(a, b) { return a && b ? EXP[(LOG[a] + LOG[b]) % 255] : 0; }
  function correction(data, count) {
    var poly = [1];
    for (var i = 0; i < count; i += 1) {
      var longer = poly.concat(0);
      for (var j = 0; j < poly.length; j += 1) longer[j + 1] ^= times(poly[j], EXP[i]);
      poly = longer;
    }
    var rest = data.concat(new Array(count).fill(0));
    for (var k = 0; k < data.length; k += 1) {
      var factor = rest[k];
      if (factor) for (var m = 0; m < poly.length; m += 1) rest[k + m] ^= times(poly[m], factor);
    }
    return rest.slice(data.length);
  }
  function codewords(bytes, version) {
    var block = BLOCKS[version], total = block[1] * block[2] + block[3] * (block[2] + 1), bits = [];
    function put(value, count) { for (var i = count - 1; i >= 0; i -= 1) bits.push((value >> i) & 1); }
    put(4, 4);
    put(bytes.length, version < 10 ? 8 : 16);
    bytes.forEach(function (byte) { put(byte, 8); });
    put(0, Math.min(4, total * 8 - bits.length));
    while (bits.length % 8) bits.push(0);
    var data = [];
    for (var i = 0; i < bits.length; i += 8) data.push(parseInt(bits.slice(i, i + 8).join(''), 2));
    for (var pad = 236; data.length < total; pad ^= 253) data.push(pad);
    var blocks = [], from = 0;
    for (var n = 0; n < block[1] + block[3]; n += 1) {
      var length = block[2] + (n < block[1] ? 0 : 1), part = data.slice(from, from + length);
      blocks.push({ data: part, correction: correction(part, block[0]) });
      from += length;
    }
    var out = [];
    for (var c = 0; c <= block[2]; c += 1) blocks.forEach(function (one) { if (c < one.data.length) out.push(one.data[c]); });
    for (var e = 0; e < block[0]; e += 1) blocks.forEach(function (one) { out.push(one.correction[e]); });
    return out;
  }
  function frame(version) {
    var size = version * 4 + 17, cells = [];
    for (var r = 0; r < size; r += 1) cells.push(new Array(size).fill(-1));
    function finder(row, column) {
      for (var r = -1; r <= 7; r += 1) for (var c = -1; c <= 7; c += 1) {
        if (row + r < 0 || column + c < 0 || row + r >= size || column + c >= size) continue;
        var ring = Math.max(Math.abs(r - 3), Math.abs(c - 3));
        cells[row + r][column + c] = ring === 2 || ring === 4 ? 0 : 1;
      }
    }
    finder(0, 0); finder(0, size - 7); finder(size - 7, 0);
    ALIGN[version].forEach(function (row) { ALIGN[version].forEach(function (column) {
      if (cells[row][column] >= 0) return;
      for (var r = -2; r <= 2; r += 1) for (var c = -2; c <= 2; c += 1) cells[row + r][column + c] = Math.max(Math.abs(r), Math.abs(c)) === 1 ? 0 : 1;
    }); });
    for (var t = 8; t < size - 8; t += 1) { cells[6][t] = cells[t][6] = (t + 1) % 2; }
    for (var f = 0; f < 9; f += 1) {
      if (cells[8][f] < 0) cells[8][f] = 0;
      if (cells[f][8] < 0) cells[f][8] = 0;
      if (f < 8) { cells[8][size - 1 - f] = 0; cells[size - 1 - f][8] = 0; }
    }
    if (version >= 7) {
      var rest = version << 12;
      for (var b = 17; b >= 12; b -= 1) if (rest & (1 << b)) rest ^= 0x1f25 << (b - 12);
      var told = (version << 12) | rest;
      for (var v = 0; v < 18; v += 1) { var on = (told >> v) & 1; cells[Math.floor(v / 3)][size - 11 + v % 3] = on; cells[size - 11 + v % 3][Math.floor(v / 3)] = on; }
    }
    cells[size - 8][8] = 1;
    return cells;
  }
  function masked(mask, r, c) {
    switch (mask) {
      case 0: return (r + c) % 2 === 0;
      case 1: return r % 2 === 0;
      case 2: return c % 3 === 0;
      case 3: return (r + c) % 3 === 0;
      case 4: return (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0;
      case 5: return (r * c) % 2 + (r * c) % 3 === 0;
      case 6: return ((r * c) % 2 + (r * c) % 3) % 2 === 0;
      default: return ((r + c) % 2 + (r * c) % 3) % 2 === 0;
    }
  }
  function filled(fixed, words, mask) {
    var size = fixed.length, cells = fixed.map(function (row) { return row.slice(); }), at = 0;
    for (var right = size - 1; right > 0; right -= 2) {
      if (right === 6) right = 5;
      for (var step = 0; step < size; step += 1) {
        var row = ((right + 1) & 2) === 0 ? size - 1 - step : step;
        for (var side = 0; side < 2; side += 1) {
          var column = right - side;
          if (fixed[row][column] >= 0) continue;
          var bit = at < words.length * 8 ? (words[at >> 3] >> (7 - (at & 7))) & 1 : 0;
          at += 1;
          cells[row][column] = masked(mask, row, column) ? bit ^ 1 : bit;
        }
      }
    }
    /* Level M is 00. */
    var rest = mask << 10;
    for (var b = 14; b >= 10; b -= 1) if (rest & (1 << b)) rest ^= 0x537 << (b - 10);
    var told = ((mask << 10) | rest) ^ 0x5412;
    for (var i = 0; i < 15; i += 1) {
      var on = (told >> i) & 1;
      cells[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i][8] = on;
      cells[8][i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i] = on;
    }
    cells[size - 8][8] = 1;
    return cells;
  }
  /* Penalties for long runs, blocks, and an uneven share of dark; the least of the eight masks is taken. */
  function penalty(cells) {
    var size = cells.length, sum = 0, dark = 0;
    for (var r = 0; r < size; r += 1) {
      for (var way = 0; way < 2; way += 1) {
        var run = 0, last = -1, line = '';
        for (var c = 0; c < size; c += 1) {
          var now = way ? cells[c][r] : cells[r][c];
          line += now;
          if (now === last) { run += 1; if (run === 5) sum += 3; else if (run > 5) sum += 1; } else { run = 1; last = now; }
        }
        sum += 40 * ((line.match(/(?=10111010000)/g) || []).length + (line.match(/(?=00001011101)/g) || []).length);
      }
      for (var k = 0; k < size; k += 1) {
        dark += cells[r][k];
        if (r && k && cells[r][k] === cells[r - 1][k] && cells[r][k] === cells[r][k - 1] && cells[r][k] === cells[r - 1][k - 1]) sum += 3;
      }
    }
    return sum + 10 * Math.floor(Math.abs(dark * 20 - size * size * 10) / (size * size));
  }
  window.bangyangQr = function (text) {
    var bytes = Array.from(unescape(encodeURIComponent(text)), function (letter) { return letter.charCodeAt(0); });
    for (var version = 1; version <= 10; version += 1) {
      var block = BLOCKS[version];
      if (bytes.length + (version < 10 ? 2 : 3) <= block[1] * block[2] + block[3] * (block[2] + 1)) break;
    }
    if (version > 10) return null;
    var words = codewords(bytes, version), fixed = frame(version), best = null, least = Infinity;
    for (var mask = 0; mask < 8; mask += 1) {
      var cells = filled(fixed, words, mask), cost = penalty(cells);
      if (cost < least) { least = cost; best = cells; }
    }
    var size = best.length, path = '';
    best.forEach(function (row, r) { row.forEach(function (on, c) { if (on) path += 'M' + (c + 4) + ' ' + (r + 4) + 'h1v1h-1z'; }); });
    var svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 ' + (size + 8) + ' ' + (size + 8));
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', '这一页网址的二维码');
    svg.setAttribute('shape-rendering', 'crispEdges');
    svg.innerHTML = '<rect width="100%" height="100%" fill="#fff"/><path fill="#000" d="' + path + '"/>';
    return svg;
  };
})();
