//! The words of `bangyang print`, and their help.
//!
//! **In:** arguments as typed. **Out:** [`ToPrint`]. **Never:** a word of English to an editor.

use std::path::PathBuf;

use super::super::asked::ToPrint;
use crate::plan::Purpose;
use crate::printing::Product;

/// What was typed after `print`.
#[derive(clap::Args)]
pub(super) struct PrintWords {
    #[arg(
        value_name = "印什么",
        value_parser = product,
        help = "album 图册、boards 展牌、plaques 标牌、certificates 证书（和贺卡）、notices 公示和决定"
    )]
    product: Product,
    #[arg(
        long,
        value_name = "用途",
        value_parser = purpose,
        help = "screen 在屏幕上看（不写就是它）、press 送印刷厂、archive 归档"
    )]
    profile: Option<Purpose>,
    #[arg(long, value_name = "记录", num_args = 1.., help = "只印这些记录，写编号、名称或展品序号，可以写几个")]
    only: Vec<String>,
    #[arg(long, value_name = "尺寸", value_parser = size, help = "展牌的尺寸，单位厘米：90x120（不写就是它）、60x90、80x200")]
    size: Option<(u32, u32)>,
    #[arg(long, value_name = "文件", help = "印刷厂给的颜色特性文件（.icc），送印刷厂时用")]
    icc: Option<PathBuf>,
}

impl From<PrintWords> for ToPrint {
    fn from(words: PrintWords) -> Self {
        Self {
            product: words.product,
            purpose: words.profile.unwrap_or_default(),
            only: words.only,
            size: words.size,
            icc: words.icc,
        }
    }
}

fn product(text: &str) -> Result<Product, String> {
    let all = Product::ALL.iter().copied();
    all.clone().find(|product| product.english() == text || product.chinese() == text).ok_or_else(|| {
        let words: Vec<&str> = all.map(Product::english).collect();
        format!("可以写：{}", words.join("、"))
    })
}

fn purpose(text: &str) -> Result<Purpose, String> {
    let all = [Purpose::Screen, Purpose::Press, Purpose::Archive];
    let named = all.into_iter().find(|purpose| purpose.word() == text);
    named.ok_or_else(|| "可以写：screen、press、archive".to_owned())
}

/// Reads `90x120` in centimetres as millimetres.
fn size(text: &str) -> Result<(u32, u32), String> {
    let sides = text.split_once(['x', 'X', '×', '*']);
    let side = |text: &str| text.trim().parse::<u32>().ok().filter(|side| (20..=300).contains(side));
    let sides = sides.and_then(|(width, height)| Some((side(width)? * 10, side(height)? * 10)));
    sides.ok_or_else(|| "写成 90x120 的样子，单位厘米，每边20到300".to_owned())
}
