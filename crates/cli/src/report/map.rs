//! The map of a catalogue as SVG.

use svg::Document;
use svg::node::element::{Circle, Group, Rectangle, Text, Title};

use crate::shown::shown;

/// Width of the drawing, in pixels.
const WIDTH: f32 = 1500.0;
/// Height of the drawing, in pixels.
const HEIGHT: f32 = 1000.0;
/// Width of the legend, to the right of the map.
const LEGEND: f32 = 330.0;
/// Space around the map.
const MARGIN: f32 = 30.0;
/// Height of a label and mean width of its letters, in pixels.
const LETTER: (f32, f32) = (13.0, 6.6);

/// The ring around a dot, which shows pale colours on white paper.
const RING: &str = "#1d1a17";

/// A drama on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Place, in any unit.
    pub x: f32,
    /// Place, in the same unit.
    pub y: f32,
    /// Number of the family that leads it; none is grey.
    pub family: Option<usize>,
    /// Area, as a share of the largest in [0, 1].
    pub size: f32,
    /// Shown when pointed at.
    pub title: String,
    /// Drawn beside the point where there is room; those that come first have first choice.
    pub label: Option<String>,
    /// Whether the point is marked and its label drawn strong.
    pub marked: bool,
}

/// A map with its legend.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Drawn in this order, labels too.
    pub points: Vec<Point>,
    /// Label and colour of each family.
    pub families: Vec<(String, &'static str)>,
    /// Heading of the drawing.
    pub heading: String,
}

impl Map {
    /// The map as an SVG document.
    #[must_use]
    pub fn svg(&self) -> String {
        let place = self.fit();
        let mut dots =
            Group::new().set("stroke", RING).set("stroke-opacity", 0.42).set("stroke-width", 0.8);
        for point in &self.points {
            let (x, y) = place(point);
            let colour = point.family.and_then(|family| self.families.get(family));
            let colour = colour.map_or("#bbbbbb", |(_, colour)| colour);
            let mut dot = Circle::new()
                .set("cx", round(x))
                .set("cy", round(y))
                // The area, not the radius, is what the eye compares.
                .set("r", round(2.5 + 7.0 * point.size.sqrt()))
                .set("fill", colour)
                .set("fill-opacity", 0.9)
                .add(Title::new(shown(&point.title)));
            if point.marked {
                dot = dot.set("stroke", "#000000").set("stroke-opacity", 1).set("stroke-width", 2);
            }
            dots = dots.add(dot);
        }
        let heading = Text::new(shown(&self.heading))
            .set("x", MARGIN)
            .set("y", 24)
            .set("font-size", 17)
            .set("font-weight", "bold");
        let paper =
            Rectangle::new().set("width", "100%").set("height", "100%").set("fill", "#ffffff");
        Document::new()
            .set("viewBox", (0, 0, WIDTH, HEIGHT))
            .set("font-family", "sans-serif")
            .set("fill", "#222222")
            .add(paper)
            .add(dots)
            .add(self.labels(place))
            .add(self.legend())
            .add(heading)
            .to_string()
    }

    /// Fits the points into the drawing.
    fn fit(&self) -> impl Fn(&Point) -> (f32, f32) + Copy + use<> {
        let range = |of: fn(&Point) -> f32| {
            let low = self.points.iter().map(of).fold(f32::INFINITY, f32::min);
            let high = self.points.iter().map(of).fold(f32::NEG_INFINITY, f32::max);
            (low, (high - low).max(f32::MIN_POSITIVE))
        };
        let ((left, width), (top, height)) = (range(|p| p.x), range(|p| p.y));
        move |point: &Point| {
            let x = MARGIN + (point.x - left) / width * (WIDTH - LEGEND - 2.0 * MARGIN);
            let y = 2.0 * MARGIN + (point.y - top) / height * (HEIGHT - 3.0 * MARGIN);
            (x, y)
        }
    }

    /// Labels, each where it hides no other: to the right of its point, to the left, above, below;
    /// a label without room is left out, a marked one never.
    fn labels(&self, place: impl Fn(&Point) -> (f32, f32)) -> Group {
        let mut taken: Vec<[f32; 4]> = Vec::new();
        // A white halo of its own under each label: not every viewer knows `paint-order`.
        let mut halos = Group::new().set("stroke", "#ffffff").set("stroke-width", 3);
        let mut labels = Group::new();
        // Marked points choose first: their labels are never left out.
        let marked = self.points.iter().filter(|point| point.marked);
        for point in marked.chain(self.points.iter().filter(|point| !point.marked)) {
            let Some(label) = point.label.as_deref().map(shown) else { continue };
            let (x, y) = place(point);
            let (height, wide) = (LETTER.0, LETTER.1 * label.chars().count() as f32);
            let gap = 5.0 + 7.0 * point.size.sqrt();
            let corners = [
                (x + gap, y + 4.0),
                (x - gap - wide, y + 4.0),
                (x - wide / 2.0, y - gap),
                (x - wide / 2.0, y + gap + height),
            ];
            let on_map = |left: f32| left > 4.0 && left + wide < WIDTH - LEGEND;
            let free = |&&(left, bottom): &&(f32, f32)| {
                let own = [left, bottom - height, left + wide, bottom];
                let apart =
                    |t: &[f32; 4]| own[0] > t[2] || own[2] < t[0] || own[1] > t[3] || own[3] < t[1];
                on_map(left) && taken.iter().all(apart)
            };
            // Better a marked label over another than none.
            let fallback = corners.iter().find(|(left, _)| point.marked && on_map(*left));
            let Some(&(left, bottom)) = corners.iter().find(free).or(fallback) else {
                continue;
            };
            taken.push([left, bottom - height, left + wide, bottom]);
            let weight = if point.marked { "bold" } else { "normal" };
            let text = Text::new(label)
                .set("x", round(left))
                .set("y", round(bottom))
                .set("font-size", 12)
                .set("font-weight", weight);
            halos = halos.add(text.clone());
            labels = labels.add(text);
        }
        Group::new().add(halos).add(labels)
    }

    fn legend(&self) -> Group {
        let mut legend = Group::new().set("font-size", 14);
        let left = WIDTH - LEGEND + 15.0;
        let leads = |number: usize| self.points.iter().filter(|p| p.family == Some(number)).count();
        let leading = (0..self.families.len()).filter(|number| leads(*number) > 0);
        let mut y = 80.0;
        for number in leading {
            let (label, colour) = &self.families[number];
            let name = format!("{} ({})", shown(label), leads(number));
            legend = legend
                .add(Circle::new().set("cx", left).set("cy", y).set("r", 7).set("fill", *colour))
                .add(Text::new(name).set("x", left + 16.0).set("y", y + 5.0));
            y += 27.0;
        }
        y += 20.0;
        let lines = [
            "Colour: the family a drama is most about",
            "Area: how many follow it",
            "Near: alike in tropes",
        ];
        for (number, line) in lines.into_iter().enumerate() {
            let text = Text::new(line).set("x", left - 7.0).set("y", y + 19.0 * number as f32);
            legend = legend.add(text.set("font-size", 12).set("fill", "#666666"));
        }
        legend
    }
}

/// Tenths of a pixel are fine enough, and keep the file small.
fn round(value: f32) -> f32 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f32, label: &str, marked: bool) -> Point {
        let label = Some(label.to_owned());
        Point { x, y: 0.0, family: Some(0), size: 0.5, title: "A & B <c>".into(), label, marked }
    }

    #[test]
    fn text_is_escaped_and_every_point_drawn() {
        let points = vec![point(0.0, "one", true), point(1.0, "two", false)];
        let svg =
            Map { points, families: vec![("First".into(), "#f19a84")], heading: "Map".into() }
                .svg();
        assert_eq!(svg.matches("<circle").count(), 3, "two points and the legend");
        assert!(svg.contains("A &amp; B &lt;c&gt;") && svg.contains("First (2)"), "{svg}");
    }

    #[test]
    fn what_xml_has_no_place_for_is_not_written() {
        let points = vec![point(0.0, "a\u{ffff}b\x1bc\u{202e}d\u{1}", true)];
        let svg =
            Map { points, families: vec![("\u{fffe}".into(), "#f19a84")], heading: "\0".into() }
                .svg();
        assert!(svg.contains("a�b�c�d�"), "{svg}");
        assert!(!svg.contains(['\u{ffff}', '\u{fffe}', '\0', '\x1b', '\u{1}', '\u{202e}']));
    }

    #[test]
    fn a_label_without_room_is_left_out_but_never_a_marked_one() {
        let mut points: Vec<Point> = (0..40).map(|_| point(0.5, "crowded", false)).collect();
        points.extend([
            point(0.0, "left", false),
            point(1.0, "right", false),
            point(0.5, "seed", true),
        ]);
        let svg = Map { points, families: Vec::new(), heading: "Map".into() }.svg();
        let crowded = svg.matches("crowded").count();
        assert!(svg.contains("seed") && (1..8).contains(&crowded), "{crowded}");
    }
}
