//! A map: dramas as points in the plane, alike ones near each other.

use ndarray::{Array1, Array2, Axis, Zip};

use crate::index::VectorIndex;

use super::overview::unit_rows;

/// How many neighbours a point minds, in effect.
const PERPLEXITY: f32 = 30.0;
/// Steps in all, and steps in which attraction is exaggerated so that clusters form.
const STEPS: usize = 750;
const EXAGGERATED_STEPS: usize = 250;
const EXAGGERATION: f32 = 12.0;

/// Lays the rows of an index out in the plane by t-SNE (van der Maaten & Hinton 2008) on cosine
/// distance, starting from the two principal components, so that the same catalogue gives the same
/// map. Shape `(n_dramas, 2)`, centred at the origin. `step` is called after each of the given
/// number of steps, for a progress bar.
///
/// Exact: time and memory grow with the square of the dramas.
#[must_use]
pub fn project(index: &VectorIndex, mut step: impl FnMut(usize, usize)) -> Array2<f32> {
    let units = unit_rows(index);
    let n = units.nrows();
    if n < 3 {
        return Array2::from_shape_fn(
            (n, 2),
            |(row, axis)| if axis == 0 { row as f32 } else { 0.0 },
        );
    }
    let affinities = affinities(&units);
    let mut points = principal_components(&units);
    let mut velocity: Array2<f32> = Array2::zeros((n, 2));
    let mut gains: Array2<f32> = Array2::ones((n, 2));
    let rate = (n as f32 / EXAGGERATION).max(50.0);
    for number in 0..STEPS {
        let early = number < EXAGGERATED_STEPS;
        let (exaggeration, momentum) = if early { (EXAGGERATION, 0.5) } else { (1.0, 0.8) };
        let gradient = gradient(&affinities, &points, exaggeration);
        // Each coordinate has a rate of its own (Jacobs 1988): it grows while the slope keeps its
        // direction, and shrinks when the point has gone too far.
        Zip::from(&mut gains).and(&gradient).and(&velocity).for_each(|gain, slope, velocity| {
            let turning = (*slope > 0.0) == (*velocity > 0.0);
            *gain = if turning { (*gain * 0.8).max(0.01) } else { *gain + 0.2 };
        });
        Zip::from(&mut velocity).and(&gains).and(&gradient).for_each(|velocity, gain, slope| {
            *velocity = momentum * *velocity - rate * gain * slope;
        });
        points += &velocity;
        // Forces between points leave the centre free to drift.
        let centre = points.mean_axis(Axis(0)).expect("there are points");
        points -= &centre;
        step(number + 1, STEPS);
    }
    points
}

/// The joint probabilities of neighbourhood, symmetric, summing to 1.
fn affinities(units: &Array2<f32>) -> Array2<f32> {
    let n = units.nrows();
    let distances = units.dot(&units.t()).mapv(|cosine| (1.0 - cosine).max(0.0));
    let target = PERPLEXITY.min((n - 1) as f32 / 3.0).max(1.0).ln();
    let mut joint: Array2<f32> = Array2::zeros((n, n));
    for (at, row) in distances.rows().into_iter().enumerate() {
        // Bisection for the precision at which a point has as many neighbours, in effect, as the
        // perplexity says.
        let (mut low, mut high, mut precision) = (0.0f32, f32::INFINITY, 1.0f32);
        let mut weights = Array1::zeros(n);
        for _ in 0..60 {
            weights = row.mapv(|distance| (-distance * precision).exp());
            weights[at] = 0.0;
            let sum = weights.sum().max(f32::MIN_POSITIVE);
            weights /= sum;
            let entropy = -weights.iter().filter(|p| **p > 0.0).map(|p| p * p.ln()).sum::<f32>();
            if (entropy - target).abs() < 1e-4 {
                break;
            }
            // Too many neighbours: look closer; too few: look farther.
            if entropy > target {
                low = precision
            } else {
                high = precision
            }
            precision = if high.is_finite() { 0.5 * (low + high) } else { 2.0 * precision };
        }
        joint.row_mut(at).assign(&weights);
    }
    // A far point has neighbours that do not have it: the mean of both directions keeps it in play.
    let symmetric = &joint + &joint.t();
    symmetric / (2.0 * n as f32)
}

/// The slope of the Kullback-Leibler divergence at `points`.
fn gradient(affinities: &Array2<f32>, points: &Array2<f32>, exaggeration: f32) -> Array2<f32> {
    let n = points.nrows();
    let squares = (points * points).sum_axis(Axis(1));
    // Student's t with one degree of freedom, so that distances may be larger in the plane.
    let mut closeness = points.dot(&points.t());
    Zip::indexed(&mut closeness).for_each(|(a, b), product| {
        *product = if a == b {
            0.0
        } else {
            1.0 / (1.0 + (squares[a] + squares[b] - 2.0 * *product).max(0.0))
        };
    });
    let sum = closeness.sum().max(f32::MIN_POSITIVE);
    let mut pull = closeness;
    Zip::from(&mut pull).and(affinities).for_each(|close, affinity| {
        *close *= 4.0 * (exaggeration * affinity - *close / sum);
    });
    // `Σ pull·(a - b)` over b, as two products in place of a loop over pairs.
    let totals = pull.sum_axis(Axis(1));
    let mut gradient = pull.dot(points);
    for at in 0..n {
        for axis in 0..2 {
            gradient[[at, axis]] = totals[at] * points[[at, axis]] - gradient[[at, axis]];
        }
    }
    gradient
}

/// The two principal components of the rows by power iteration, scaled small to begin with.
fn principal_components(units: &Array2<f32>) -> Array2<f32> {
    let mean = units.mean_axis(Axis(0)).expect("there are rows");
    let mut centred = units - &mean;
    let mut points = Array2::zeros((units.nrows(), 2));
    for axis in 0..2 {
        // Any start not orthogonal to the component will do; this one favours no trope pattern.
        let mut direction =
            Array1::from_shape_fn(units.ncols(), |at| 1.0 + (at * (axis + 3) % 7) as f32);
        for _ in 0..100 {
            direction = centred.t().dot(&centred.dot(&direction));
            let norm = direction.dot(&direction).sqrt();
            if norm > 0.0 {
                direction /= norm;
            }
        }
        let scores = centred.dot(&direction);
        // The second component is the first of what the first leaves.
        let outer = scores.view().insert_axis(Axis(1)).dot(&direction.view().insert_axis(Axis(0)));
        centred -= &outer;
        let spread = (scores.dot(&scores) / scores.len() as f32).sqrt().max(f32::MIN_POSITIVE);
        points.column_mut(axis).assign(&(scores * (1e-4 / spread)));
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_groups_come_apart() {
        // Two themes of twenty dramas each, with a trope of its own for each drama.
        let rows = (0..40u16).map(|at| {
            let theme = at / 20;
            vec![(theme, 1.0), (2 + at % 20, 0.2)]
        });
        let index = VectorIndex::build(rows, &[1.0; 22]);
        let points = project(&index, |_, _| {});
        let centre = |from: usize| {
            let rows = points.slice(ndarray::s![from..from + 20, ..]);
            rows.mean_axis(Axis(0)).unwrap()
        };
        let (a, b) = (centre(0), centre(20));
        let apart = (&a - &b).mapv(|v| v * v).sum().sqrt();
        for (from, own) in [(0, &a), (20, &b)] {
            for at in from..from + 20 {
                let away = (&points.row(at) - own).mapv(|v| v * v).sum().sqrt();
                assert!(
                    away < apart / 2.0,
                    "point {at} is {away} from its centre, {apart} between them"
                );
            }
        }
        assert_eq!(points, project(&index, |_, _| {}), "the same catalogue, the same map");
    }

    #[test]
    fn few_points_still_have_a_place() {
        for n in 0..4u16 {
            let index = VectorIndex::build((0..n).map(|at| vec![(at, 1.0)]), &[1.0; 4]);
            let points = project(&index, |_, _| {});
            assert_eq!(points.shape(), [usize::from(n), 2]);
            assert!(points.iter().all(|value| value.is_finite()));
        }
    }
}
