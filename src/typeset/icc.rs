//! The colour profile of a printing press.
//!
//! **In:** the bytes of an ICC profile. **Out:** [`Icc`], known to be one for CMYK output. **Never:** a colour
//! conversion: the printer does that.

use std::sync::Arc;

/// An output profile for CMYK (ICC.1:2022 §7.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Icc {
    name: String,
    bytes: Arc<[u8]>,
}

/// Why a file is no profile that a press file can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotIcc {
    /// It is no ICC profile, or not all of it.
    NoProfile,
    /// Its colours are not CMYK.
    NotCmyk,
    /// It does not describe output.
    NotOutput,
}

impl NotIcc {
    /// Returns the fact in Chinese.
    pub fn fact(self) -> &'static str {
        match self {
            Self::NoProfile => "这不是完整的 ICC 色彩特性文件",
            Self::NotCmyk => "这个 ICC 文件不是 CMYK 的",
            Self::NotOutput => "这个 ICC 文件不是印刷输出用的",
        }
    }

    /// Returns the way out in Chinese.
    pub fn help(self) -> &'static str {
        "向印刷厂要印刷机的 CMYK 特性文件（.icc），或不用这个选项"
    }
}

impl Icc {
    /// Returns the profile in these bytes under the name that people know it by: `"FOGRA39L"`.
    ///
    /// # Errors
    ///
    /// Where the header says that it is no whole profile, none of CMYK, or none of an output device.
    pub fn new(name: &str, bytes: Vec<u8>) -> Result<Self, NotIcc> {
        let at = |from: usize| bytes.get(from..from + 4);
        let length = at(0).and_then(|word| word.try_into().ok()).map_or(0, u32::from_be_bytes);
        if at(36) != Some(b"acsp") || bytes.len() < 132 || usize::try_from(length) != Ok(bytes.len()) {
            return Err(NotIcc::NoProfile);
        }
        if at(16) != Some(b"CMYK") {
            return Err(NotIcc::NotCmyk);
        }
        if at(12) != Some(b"prtr") {
            return Err(NotIcc::NotOutput);
        }
        Ok(Self { name: name.to_owned(), bytes: bytes.into() })
    }

    /// Returns its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Returns a profile of header and empty tag table.
    pub(crate) fn header(space: &[u8; 4], class: &[u8; 4]) -> Vec<u8> {
        let mut bytes = vec![0; 132];
        bytes[..4].copy_from_slice(&132_u32.to_be_bytes());
        bytes[12..16].copy_from_slice(class);
        bytes[16..20].copy_from_slice(space);
        bytes[36..40].copy_from_slice(b"acsp");
        bytes
    }

    #[test]
    fn a_profile_of_a_press_is_taken_and_nothing_else() {
        let icc = Icc::new("Press", header(b"CMYK", b"prtr")).expect("its header is right");
        assert_eq!((icc.name(), icc.bytes().len()), ("Press", 132));
        assert_eq!(Icc::new("x", header(b"RGB ", b"mntr")), Err(NotIcc::NotCmyk));
        assert_eq!(Icc::new("x", header(b"CMYK", b"link")), Err(NotIcc::NotOutput));
        assert_eq!(Icc::new("x", b"no profile".to_vec()), Err(NotIcc::NoProfile));
        assert_eq!(Icc::new("x", header(b"CMYK", b"prtr")[..131].to_vec()), Err(NotIcc::NoProfile));
    }
}
