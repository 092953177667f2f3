//! The content security policy: nothing loads but the page's own style, script and fonts, each known by its hash.

use sha2::{Digest, Sha256};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The policy for a page with one inline `<style>` and one inline `<script>` of exactly these contents; without a script, none may run.
pub(super) fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", base64(&Sha256::digest(text)));
    let script = if script.is_empty() { "'none'".to_owned() } else { hash(script) };
    format!("default-src 'none'; base-uri 'none'; form-action 'none'; img-src 'none'; font-src data:; style-src {}; script-src {script}", hash(style))
}

/// Base64 with padding (RFC 4648).
pub(super) fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut word = [0u8; 4];
        word[1..=chunk.len()].copy_from_slice(chunk);
        let bits = u32::from_be_bytes(word);
        for place in 0..4 {
            let six = (bits >> (18 - 6 * place)) & 0x3F;
            out.push(if place > chunk.len() { '=' } else { char::from(ALPHABET[six as usize]) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        let cases = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy")];
        for (plain, coded) in cases {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
        assert_eq!(base64(&[0xFB, 0xFF, 0xFE]), "+//+");
    }

    #[test]
    fn the_policy_holds_the_hash_of_the_content() {
        let empty = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert!(policy("", "x").contains(&format!("style-src 'sha256-{empty}'")));
        assert!(policy("x", "").ends_with("script-src 'none'"));
        assert!(!policy("", "x").contains(&format!("script-src 'sha256-{empty}'")));
    }
}
