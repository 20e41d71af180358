//! Looking at a catalogue as a whole: what is in it, what stands at its centre and at its edge, how
//! it lies in the plane, and how far two annotators of it agree.

mod agreement;
mod counts;
mod overview;
mod projection;

pub use agreement::{Agreement, Disagreement, agreement};
#[doc(hidden)]
pub use counts::counts;
pub use counts::{Counts, FamilyCount, TropeCount, leading_family};
pub use overview::{Overview, Placed, overview};
pub use projection::project;
