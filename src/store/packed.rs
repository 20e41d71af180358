//! Numbers and texts one after the other: what an image is made of.

/// Writes them.
#[derive(Debug, Default)]
pub struct Packer(pub Vec<u8>);

impl Packer {
    /// A number, seven bits a byte, the lowest first; all bytes but the last have the highest bit.
    pub fn number(&mut self, number: u64) {
        let mut rest = number;
        while rest >= 0x80 {
            self.0.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        self.0.push(rest as u8);
    }

    /// How many numbers, and each.
    pub fn numbers(&mut self, numbers: impl ExactSizeIterator<Item = u64>) {
        self.number(numbers.len() as u64);
        numbers.for_each(|number| self.number(number));
    }

    /// How many bytes, and each.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }
}

/// Reads them again. Everything is `None` where the bytes end too early.
#[derive(Debug)]
pub struct Unpacker<'a>(pub &'a [u8]);

impl<'a> Unpacker<'a> {
    /// A number.
    #[inline] // Most are of one byte: read where they are asked for, they cost no call each.
    pub fn number(&mut self) -> Option<u64> {
        match self.0 {
            [byte, rest @ ..] if *byte < 0x80 => {
                self.0 = rest;
                Some(u64::from(*byte))
            }
            _ => self.long_number(),
        }
    }

    #[inline(never)]
    fn long_number(&mut self) -> Option<u64> {
        let (bytes, mut number, mut shift) = (self.0, 0, 0);
        for (at, byte) in bytes.iter().enumerate() {
            number |= u64::from(*byte & 0x7f) << shift;
            if *byte < 0x80 {
                self.0 = &bytes[at + 1..];
                return Some(number);
            }
            shift += 7;
            if shift >= u64::BITS {
                return None;
            }
        }
        None
    }

    /// As many numbers as are told.
    pub fn numbers(&mut self) -> Option<Vec<u64>> {
        let many = self.number()?;
        // Each takes a byte, so that a damaged length asks for no more room than there are bytes.
        if many > self.0.len() as u64 {
            return None;
        }
        let mut numbers = vec![0; many as usize];
        let mut rest = Self(self.0);
        for number in &mut numbers {
            *number = rest.number()?;
        }
        self.0 = rest.0;
        Some(numbers)
    }

    /// As many bytes as are told.
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let many = usize::try_from(self.number()?).ok()?;
        let (bytes, rest) = self.0.split_at_checked(many)?;
        self.0 = rest;
        Some(bytes)
    }

    /// As many bytes of text as are told.
    pub fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_come_back_as_they_were() {
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX];
        let mut packer = Packer::default();
        packer.numbers(numbers.into_iter());
        packer.bytes("그해".as_bytes());
        assert_eq!(packer.0[..7], [7, 0, 1, 127, 0x80, 1, 0xac]);
        let mut unpacker = Unpacker(&packer.0);
        assert_eq!(unpacker.numbers().as_deref(), Some(&numbers[..]));
        assert_eq!((unpacker.text(), unpacker.number()), (Some("그해"), None));
    }

    #[test]
    fn what_ends_too_early_or_is_no_text_is_refused() {
        assert_eq!(Unpacker(&[0x80]).number(), None);
        assert_eq!(Unpacker(&[0xff; 11]).number(), None);
        assert_eq!(Unpacker(&[2, 1]).numbers(), None);
        assert_eq!(Unpacker(&[0xff, 0xff, 0xff, 0xff, 0x0f, 1]).numbers(), None);
        assert_eq!(Unpacker(&[2, b'a']).text(), None);
        assert_eq!(Unpacker(&[1, 0xff]).text(), None);
    }
}
