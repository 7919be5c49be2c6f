//! dev
pub mod catalogue;
pub mod diag;
pub mod memo;
pub mod output;
pub mod picture;
pub mod plan;
pub mod prose;
pub mod record;
pub mod source;
pub mod zh;
