//! Values of options: names with a weight, numbers.

use tropewise::catalog::fold;
use tropewise::schema::Avoid;

/// `TROPE[:WEIGHT]`; without a weight, 1.
pub fn weighted(text: &str) -> Result<(String, f32), String> {
    Ok(match split_weight(text)? {
        (name, Some(weight)) => (name, weight),
        (name, None) => (name, 1.0),
    })
}

/// `TROPE[:LEAST]`; without a least strength, that from which a veto drops a drama.
pub fn required(text: &str) -> Result<(String, f32), String> {
    Ok(match split_weight(text)? {
        (name, Some(least)) => (name, least),
        (name, None) => (name, 0.4),
    })
}

/// A group of tropes between commas, of which there is one at least.
pub fn group(text: &str) -> Result<String, String> {
    match split(text).is_empty() {
        true => {
            Err("name tropes of which one suffices, as in time-travel,reincarnation".to_owned())
        }
        false => Ok(text.to_owned()),
    }
}

/// Each of some names once, where it is given again with the same value.
pub fn once<T: PartialEq + Clone>(named: &[(String, T)]) -> Vec<(String, T)> {
    let mut once: Vec<(String, T)> = Vec::with_capacity(named.len());
    for (name, value) in named {
        if !once.iter().any(|(other, same)| fold(other) == fold(name) && same == value) {
            once.push((name.clone(), value.clone()));
        }
    }
    once
}

/// Names between commas.
pub fn split(list: &str) -> Vec<String> {
    list.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// `TROPE` for a veto, `TROPE:WEIGHT` for a soft avoid.
pub fn avoided(text: &str) -> Result<(String, Avoid), String> {
    Ok(match split_weight(text)? {
        (name, Some(weight)) => (name, Avoid::Soft(weight)),
        (name, None) => (name, Avoid::Veto),
    })
}

fn split_weight(text: &str) -> Result<(String, Option<f32>), String> {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(format!(
            "`{text}` is no trope; a weight has a decimal point, as in `divorce:0.5`"
        ));
    }
    let Some((name, weight)) = text.rsplit_once(':') else {
        return Ok((text.trim().to_owned(), None));
    };
    match weight.trim().parse::<f32>() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok((name.trim().to_owned(), Some(number))),
        Ok(_) => Err(format!("the weight of `{name}` must be a number from 0 to 1, not {weight}")),
        Err(_) => {
            Err(format!("the weight of `{name}` must be a number from 0 to 1, not `{weight}`"))
        }
    }
}

/// A count of something.
pub fn count(text: &str) -> Result<u16, String> {
    text.trim().parse().map_err(|_| "give a whole number from 1 to 65535".to_owned())
}

/// A year.
pub fn year(text: &str) -> Result<u16, String> {
    text.trim().parse().map_err(|_| "give a year such as 2020".to_owned())
}

/// How many lines an answer has at most.
pub fn most(text: &str) -> Result<usize, String> {
    text.trim().parse().map_err(|_| "give a whole number from 1 up".to_owned())
}

/// A port; 0 takes a free one.
pub fn port(text: &str) -> Result<u16, String> {
    text.trim().parse().map_err(|_| "give a whole number from 0 to 65535".to_owned())
}

/// A number that stays above 0 when it is, however small.
pub fn above_zero(text: &str) -> Result<f32, std::num::ParseFloatError> {
    let number: f64 = text.parse()?;
    Ok(if number > 0.0 { f32::from_bits(1).max(number as f32) } else { number as f32 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_stand_behind_a_colon() {
        assert_eq!(weighted("divorce"), Ok(("divorce".into(), 1.0)));
        assert_eq!(weighted("divorce:0.6"), Ok(("divorce".into(), 0.6)));
        assert_eq!(avoided("trauma"), Ok(("trauma".into(), Avoid::Veto)));
        assert_eq!(avoided("trauma:0.5"), Ok(("trauma".into(), Avoid::Soft(0.5))));
        for wrong in
            ["divorce:", "divorce:much", "divorce:2", "divorce:-1", "divorce:NaN", "divorce:inf"]
        {
            assert!(weighted(wrong).unwrap_err().contains("from 0 to 1"), "{wrong}");
        }
    }
}
