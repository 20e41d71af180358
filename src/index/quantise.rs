//! Rounding values up to whole steps.

use super::VectorIndex;

/// What a step is worth when the largest value is to be 255 of them.
pub fn step(largest: f64) -> f64 {
    // A little more, so that rounding does not lift the largest above 255 steps.
    largest / 255.0 * (1.0 + 1e-12)
}

/// The largest value of each trope, in 255 steps.
pub fn steps(index: &VectorIndex, factor: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut largest = vec![0f64; index.n_tropes()];
    for row in 0..index.len() {
        let factor = factor(row);
        for (trope, value) in index.row(row).iter() {
            // Rows of a file need not keep to the vocabulary.
            if let Some(largest) = largest.get_mut(trope) {
                *largest = largest.max(value * factor);
            }
        }
    }
    largest.into_iter().map(step).collect()
}

/// How many steps reach a value: the least code with `code · step >= value`; 0 for 0.
pub fn code(value: f64, step: f64) -> u8 {
    if value <= 0.0 || step <= 0.0 {
        return 0;
    }
    // Division rounds, so the product is compared once more.
    let mut code = (value / step).ceil().clamp(1.0, 255.0);
    if code * step < value {
        code += 1.0;
    }
    code.min(255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_rounded_up() {
        assert_eq!(code(0.0, 0.1), 0);
        assert_eq!(code(1e-9, 0.1), 1);
        assert_eq!(code(0.2, 0.1), 2);
        assert_eq!(code(0.21, 0.1), 3);
        assert_eq!(code(25.5, 0.1), 255);
    }
}
