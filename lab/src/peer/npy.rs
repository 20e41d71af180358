//! Reading the rows of a benchmark from `.npy` files.

use std::fs;
use std::path::Path;

use super::plain::Rows;

/// Rows of `(trope, value)` and the number of tropes.
pub fn rows(folder: &Path, name: &str) -> Result<(Rows, usize), String> {
    let file = |part: &str| folder.join(format!("{name}{part}.npy"));
    if file("").exists() {
        let (shape, bytes) = npy(&file(""))?;
        let columns = shape[1];
        let values: Vec<f32> = numbers(&bytes, f32::from_le_bytes);
        let row = |row: &[f32]| row.iter().enumerate().map(|(t, v)| (t as u16, *v)).collect();
        return Ok((values.chunks(columns).map(row).collect(), columns));
    }
    let offsets: Vec<i64> = numbers(&npy(&file(".indptr"))?.1, i64::from_le_bytes);
    let tropes: Vec<i32> = numbers(&npy(&file(".indices"))?.1, i32::from_le_bytes);
    let values: Vec<f32> = numbers(&npy(&file(".data"))?.1, f32::from_le_bytes);
    let (shape, _) = npy(&folder.join("weights.npy"))?;
    let row = |range: &[i64]| {
        let range = range[0] as usize..range[1] as usize;
        range.map(|at| (tropes[at] as u16, values[at])).collect()
    };
    Ok((offsets.windows(2).map(row).collect(), shape[0]))
}

fn numbers<const N: usize, T>(bytes: &[u8], read: fn([u8; N]) -> T) -> Vec<T> {
    bytes.as_chunks::<N>().0.iter().map(|chunk| read(*chunk)).collect()
}

/// The shape and the bytes of an `.npy` file in C order.
fn npy(path: &Path) -> Result<(Vec<usize>, Vec<u8>), String> {
    let wrong = |what: &str| format!("`{}`: {what}", path.display());
    let mut bytes = fs::read(path).map_err(|error| wrong(&error.to_string()))?;
    let header = bytes.get(8..10).filter(|_| bytes.starts_with(b"\x93NUMPY\x01"));
    let header = header.ok_or_else(|| wrong("not an .npy file of version 1"))?;
    let length = usize::from(u16::from_le_bytes([header[0], header[1]]));
    let text = String::from_utf8_lossy(&bytes[10..10 + length]).into_owned();
    let shape = text.split("'shape': (").nth(1).and_then(|rest| rest.split(')').next());
    let shape = shape.ok_or_else(|| wrong("no shape"))?;
    let shape = shape.split(',').filter_map(|n| n.trim().parse().ok()).collect();
    bytes.drain(..10 + length);
    Ok((shape, bytes))
}
