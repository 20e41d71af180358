//! The interval of a share.

/// The 97.5 % quantile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// The 95 % score interval of `part` of `of` (Wilson 1927), in [0, 1]; all of it for none.
pub fn interval(part: usize, of: usize) -> (f64, f64) {
    if of == 0 {
        return (0.0, 1.0);
    }
    let (n, p) = (of as f64, part as f64 / of as f64);
    let middle = p + Z * Z / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    ((middle - half) / scale, (middle + half) / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_those_of_wilson() {
        // By hand for 8 of 10: z² = 3.8415, the middle 0.8 + 0.19207 = 0.99207, the half
        // 1.96 · √(0.016 + 0.0096037) = 0.31361, both divided by 1.38415.
        let (low, high) = interval(8, 10);
        assert!((low - 0.49016).abs() < 1e-4 && (high - 0.94331).abs() < 1e-4, "{low} {high}");
        assert_eq!(interval(0, 0), (0.0, 1.0));
        let (low, high) = interval(0, 116);
        assert!(low.abs() < 1e-12 && (high - 0.03206).abs() < 1e-4, "{low} {high}");
    }
}
