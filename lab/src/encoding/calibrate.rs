//! Curves that never fall, fitted to pairs: isotonic regression by pooling adjacent violators (Ayer
//! et al. 1955).

use tropewise::encode::model::Curve;

/// How many pairs a point of a curve stands for, at least.
const PAIRS: usize = 150;

/// The curve nearest to the pairs.
pub fn isotonic(mut pairs: Vec<(f32, f32)>) -> Curve {
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Count, sum of x, sum of y.
    let mut blocks: Vec<(f64, f64, f64)> = Vec::new();
    for chunk in pairs.chunks(PAIRS) {
        let sum =
            |of: fn(&(f32, f32)) -> f32| chunk.iter().map(|pair| f64::from(of(pair))).sum::<f64>();
        blocks.push((chunk.len() as f64, sum(|pair| pair.0), sum(|pair| pair.1)));
        while let [.., before, last] = blocks[..] {
            if before.2 / before.0 <= last.2 / last.0 {
                break;
            }
            blocks.pop();
            let pooled = (before.0 + last.0, before.1 + last.1, before.2 + last.2);
            *blocks.last_mut().expect("one is left") = pooled;
        }
    }
    Curve(blocks.into_iter().map(|(n, x, y)| ((x / n) as f32, (y / n) as f32)).collect())
}
