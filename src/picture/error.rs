//! Why a photo was refused, in words an editor can act on.
//!
//! **In:** nothing. **Out:** [`PictureError`] and its Chinese sentence: the fact, then what to do.
//! **Never:** names a library, a byte offset or a path.

use std::fmt;

/// Why a photo cannot be used.
///
/// `Display` gives one Chinese sentence without a full stop: first the fact, then what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureError {
    /// The file has no bytes.
    Empty,
    /// The file is larger than [`MAX_BYTES`](super::MAX_BYTES); holds its size in megabytes.
    TooHeavy(usize),
    /// The file is something else; holds what it is, as an editor would call it.
    Foreign(&'static str),
    /// The beginning belongs to no kind of file we know.
    Unknown,
    /// The picture moves: an animated WebP or an animated PNG.
    Animated,
    /// The file ends before the picture does.
    Incomplete,
    /// The picture's data contradict themselves.
    Damaged,
    /// More than [`MAX_PIXELS`](super::MAX_PIXELS), or a side over [`MAX_SIDE`](super::MAX_SIDE).
    TooLarge {
        /// Pixels from left to right, upright.
        width: u32,
        /// Pixels from top to bottom, upright.
        height: u32,
    },
    /// So tall that its picture could not be a WebP, which ends at 16,383 px.
    TooTall {
        /// Pixels from left to right, upright.
        width: u32,
        /// Pixels from top to bottom, upright.
        height: u32,
    },
    /// A JPEG that browsers do not show either: lossless, arithmetic or more than 8 bits.
    RareJpeg,
    /// CMYK for the printing press, without the profile that says what its colours are.
    UnprofiledCmyk,
}

impl fmt::Display for PictureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("图片是空文件；换一份完整的原图"),
            Self::TooHeavy(megabytes) => {
                write!(f, "图片有 {megabytes} MB，超过 64 MB；另存为 JPG 再放进来")
            }
            Self::Foreign(name) => {
                write!(f, "这是 {name}，网站只收 JPG、PNG 和 WebP；另存为 JPG 再放进来")
            }
            Self::Unknown => f.write_str("这不是图片，或者已经损坏；换成 JPG、PNG 或 WebP"),
            Self::Animated => f.write_str("这是动图，网站只收静止的图片；截取一帧存为 JPG"),
            Self::Incomplete => f.write_str("图片不完整，文件在传输中断掉了；换一份完整的原图"),
            Self::Damaged => f.write_str("图片数据已损坏；换一份完好的原图"),
            Self::TooLarge { width, height } => {
                write!(f, "图片是 {width}×{height} 像素，太大；缩到一亿像素、每边三万以内")
            }
            Self::TooTall { width, height } => {
                write!(f, "图片是 {width}×{height} 像素，太长；裁成几张再放进来")
            }
            Self::RareJpeg => f.write_str("这种 JPG 浏览器显示不了；用看图软件另存为普通 JPG"),
            Self::UnprofiledCmyk => f.write_str("这是印刷用的 CMYK 图片，没带颜色配置；另存为 RGB 的 JPG"),
        }
    }
}

impl std::error::Error for PictureError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_states_a_fact_and_then_what_to_do() {
        let size = (70_000, 10);
        let all = [
            PictureError::Empty,
            PictureError::TooHeavy(80),
            PictureError::Foreign("GIF 图片"),
            PictureError::Unknown,
            PictureError::Animated,
            PictureError::Incomplete,
            PictureError::Damaged,
            PictureError::TooLarge { width: size.0, height: size.1 },
            PictureError::TooTall { width: size.1, height: size.0 },
            PictureError::RareJpeg,
            PictureError::UnprofiledCmyk,
        ];
        for error in all {
            let text = error.to_string();
            assert_eq!(text.matches('；').count(), 1, "{text}");
            assert!(!text.contains(['请', '！', '。']), "{text}");
        }
    }
}
