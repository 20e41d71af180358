//! Bootstrap confidence intervals.

use serde::Serialize;

use super::split_mix::split_mix;

/// How often the seeds are drawn anew.
const RESAMPLES: usize = 2_000;

/// A mean with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// The mean over the seeds.
    pub mean: f64,
    /// 2.5th percentile of the means of the resamples.
    pub low: f64,
    /// 97.5th percentile.
    pub high: f64,
}

/// The mean of some values, one a seed, with its percentile bootstrap interval (Efron 1979): seeds
/// drawn with replacement, two thousand times, by a generator with a fixed start, so that the same
/// values give the same interval. All 0 for no values.
///
/// For two rankings of the same seeds, give the differences seed by seed: an interval that leaves 0
/// out says that one is better.
#[must_use]
pub fn interval(values: &[f64]) -> Interval {
    if values.is_empty() {
        return Interval { mean: 0.0, low: 0.0, high: 0.0 };
    }
    let number = values.len();
    let mut state = 0u64;
    let mut means: Vec<f64> = (0..RESAMPLES)
        .map(|_| (0..number).map(|_| values[draw(&mut state, number)]).sum::<f64>() / number as f64)
        .collect();
    // The percentiles are read off the sorted means: the nearest, without interpolation.
    means.sort_by(f64::total_cmp);
    let percentile = |share: f64| means[((RESAMPLES - 1) as f64 * share).round() as usize];
    let mean = values.iter().sum::<f64>() / number as f64;
    Interval { mean, low: percentile(0.025), high: percentile(0.975) }
}

/// A number below `below`.
fn draw(state: &mut u64, below: usize) -> usize {
    (split_mix(state) % below as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_about_two_standard_errors_wide() {
        // 400 values, half 0 and half 1: standard error 0.5/20 = 0.025.
        let values: Vec<f64> = (0..400).map(|at| f64::from(at % 2)).collect();
        let found = interval(&values);
        assert_eq!(found.mean, 0.5);
        assert!(
            (found.low - 0.451).abs() < 0.006 && (found.high - 0.549).abs() < 0.006,
            "{found:?}"
        );
    }

    #[test]
    fn values_that_are_all_alike_leave_no_doubt() {
        assert_eq!(interval(&[0.25; 7]), Interval { mean: 0.25, low: 0.25, high: 0.25 });
        assert_eq!(interval(&[]), Interval { mean: 0.0, low: 0.0, high: 0.0 });
    }
}
