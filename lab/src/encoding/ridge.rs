//! Ridge regression of many targets on sparse rows, by its dual (Saunders, Gammerman & Vovk 1998).

use ndarray::{Array1, Array2, Axis, s};

/// A sparse row: positions and values.
pub type Row = Vec<(usize, f32)>;

/// Weights, shape `(n_features, n_targets)`, and a bias for each target.
pub struct Fit {
    /// Weights.
    pub weights: Array2<f64>,
    /// Biases.
    pub bias: Array1<f64>,
}

/// Minimises `Σ weight (y - x·B - bias)² + lambda ‖B‖²`, weights scaled to mean 1, biases
/// free.
pub fn ridge(
    rows: &[Row],
    targets: &Array2<f64>,
    weights: &[f64],
    n_features: usize,
    lambda: f64,
) -> Fit {
    let n = rows.len();
    let mean_weight = weights.iter().sum::<f64>() / n as f64;
    let w: Vec<f64> = weights.iter().map(|weight| weight / mean_weight).collect();
    let total: f64 = w.iter().sum();
    let mut centre = Array1::<f64>::zeros(n_features);
    let mut target = Array1::<f64>::zeros(targets.ncols());
    for (at, row) in rows.iter().enumerate() {
        row.iter()
            .for_each(|(feature, value)| centre[*feature] += w[at] * f64::from(*value) / total);
        target.scaled_add(w[at] / total, &targets.row(at));
    }
    // Inner products of centred rows.
    let shift: Vec<f64> =
        rows.iter().map(|row| row.iter().map(|(f, v)| centre[*f] * f64::from(*v)).sum()).collect();
    let square = centre.dot(&centre);
    let mut gram = Array2::<f64>::zeros((n, n));
    let mut dense = vec![0.0f64; n_features];
    for i in 0..n {
        rows[i].iter().for_each(|(feature, value)| dense[*feature] = f64::from(*value));
        for j in 0..=i {
            let product: f64 =
                rows[j].iter().map(|(feature, value)| dense[*feature] * f64::from(*value)).sum();
            gram[[i, j]] = (w[i] * w[j]).sqrt() * (product - shift[i] - shift[j] + square);
        }
        rows[i].iter().for_each(|(feature, _)| dense[*feature] = 0.0);
        gram[[i, i]] += lambda;
    }
    let mut dual = targets - &target;
    for (mut row, weight) in dual.rows_mut().into_iter().zip(&w) {
        row *= weight.sqrt();
    }
    solve(gram, &mut dual);
    let mut fitted = Array2::<f64>::zeros((n_features, targets.ncols()));
    let mut all = Array1::<f64>::zeros(targets.ncols());
    for (at, row) in rows.iter().enumerate() {
        let root = w[at].sqrt();
        all.scaled_add(root, &dual.row(at));
        for (feature, value) in row {
            fitted.row_mut(*feature).scaled_add(root * f64::from(*value), &dual.row(at));
        }
    }
    for (mut row, centre) in fitted.rows_mut().into_iter().zip(&centre) {
        row.scaled_add(-centre, &all);
    }
    let bias = target - centre.dot(&fitted);
    Fit { weights: fitted, bias }
}

/// Solves `gram · x = right` in place by Cholesky's method; only the lower half of `gram` is read.
fn solve(mut gram: Array2<f64>, right: &mut Array2<f64>) {
    let n = gram.nrows();
    for i in 0..n {
        for j in 0..=i {
            let product = gram.slice(s![i, ..j]).dot(&gram.slice(s![j, ..j]));
            let rest = gram[[i, j]] - product;
            gram[[i, j]] = if i == j { rest.max(1e-12).sqrt() } else { rest / gram[[j, j]] };
        }
    }
    for i in 0..n {
        let (done, mut rest) = right.view_mut().split_at(Axis(0), i);
        let mut row = rest.row_mut(0);
        for (j, solved) in done.rows().into_iter().enumerate() {
            row.scaled_add(-gram[[i, j]], &solved);
        }
        row /= gram[[i, i]];
    }
    for i in (0..n).rev() {
        let (mut rest, done) = right.view_mut().split_at(Axis(0), i + 1);
        let mut row = rest.row_mut(i);
        for (k, solved) in done.rows().into_iter().enumerate() {
            row.scaled_add(-gram[[i + 1 + k, i]], &solved);
        }
        row /= gram[[i, i]];
    }
}
