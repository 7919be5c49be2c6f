//! The value by which a browser knows that a script is the one that was published (Subresource Integrity, W3C).
//!
//! **In:** the bytes of a script. **Out:** `sha384-…`. **Never:** the hash of anything but the very bytes that are published.

use sha2::{Digest, Sha384};

/// The 64 digits of Base64 (RFC 4648 §4).
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Returns what stands in the attribute `integrity` of a script with these bytes.
pub(super) fn integrity(bytes: &[u8]) -> String {
    let hash = Sha384::digest(bytes);
    let mut value = String::from("sha384-");
    // 48 bytes are 16 times 3, so that nothing is left over and no `=` is needed.
    for three in hash.chunks(3) {
        let number = three.iter().fold(0_usize, |number, byte| number << 8 | usize::from(*byte));
        value.extend([18, 12, 6, 0].map(|shift| char::from(DIGITS[number >> shift & 63])));
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By `openssl dgst -sha384 -binary | openssl base64 -A`.
    #[test]
    fn the_value_is_the_one_that_others_work_out() {
        assert_eq!(integrity(b""), "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb");
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }
}
