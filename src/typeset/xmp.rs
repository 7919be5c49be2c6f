//! What a press file says of itself in its metadata.
//!
//! **In:** the XMP packet that Typst wrote. **Out:** the same with the properties of PDF/X-4. **Never:** a date of its own.

/// How a packet begins.
const BEGIN: &[u8] = b"<?xpacket begin";
/// How it ends.
const END: &[u8] = b"<?xpacket end";

/// Returns the packet with the properties that ISO 15930-7 §6.1.2 asks for and Typst leaves out; `None` where the
/// packet has another form than Typst's.
pub(super) fn press(packet: &str) -> Option<String> {
    // Typst calls every file a proof; this one is for printing from.
    let packet = packet.replace("<xmpMM:RenditionClass>proof<", "<xmpMM:RenditionClass>default<");
    let end = packet.rfind("</rdf:RDF>")?;
    let date = between(&packet, "<xmp:ModifyDate>", "</xmp:ModifyDate>")?;
    let added = format!(
        "<rdf:Description rdf:about=\"\" xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\
         <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion><pdf:Trapped>False</pdf:Trapped>\
         <xmpMM:VersionID>1</xmpMM:VersionID><xmp:MetadataDate>{date}</xmp:MetadataDate></rdf:Description>"
    );
    Some(format!("{}{added}{}", &packet[..end], &packet[end..]))
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let (_, after) = text.split_once(open)?;
    after.split_once(close).map(|(inside, _)| inside)
}

/// Puts what a file's metadata declares of their own vocabulary (PDF/UA) into a description of its own before all others:
/// there alone some validators look for it. The file keeps its length, so that nothing in it moves; one that is built
/// otherwise stays as it is.
pub(super) fn declared_first(pdf: &mut [u8]) {
    // It stands near the end of the file.
    let Some(from) = pdf.windows(BEGIN.len()).rposition(|here| here == BEGIN) else { return };
    let Some(to) = pdf[from..].windows(END.len()).position(|here| here == END).map(|at| at + from) else { return };
    let Some(text) = std::str::from_utf8(&pdf[from..to]).ok().and_then(apart) else { return };
    if text.len() <= to - from {
        let end = from + text.len();
        pdf[from..end].copy_from_slice(text.as_bytes());
        pdf[end..to].fill(b' ');
    }
}

/// The packet with two descriptions; spaces and the class of the rendition, which says nothing of an archive file, go.
fn apart(packet: &str) -> Option<String> {
    const OPEN: &str = "<rdf:Description rdf:about=\"\"";
    const SCHEMAS: (&str, &str) = ("<pdfaExtension:schemas>", "</pdfaExtension:schemas>");
    let (head, rest) = packet.split_once(OPEN)?;
    let (names, body) = rest.split_once('>')?;
    let (before, rest) = body.split_once(SCHEMAS.0)?;
    let (schemas, after) = rest.split_once(SCHEMAS.1)?;
    let own = |name: &&str| {
        name.starts_with("xmlns:pdfaExtension") || name.starts_with("xmlns:pdfaS") || name.starts_with("xmlns:pdfaP")
    };
    let (declaring, others): (Vec<&str>, Vec<&str>) = names.split_whitespace().partition(own);
    let after = after.replacen("<xmpMM:RenditionClass>proof</xmpMM:RenditionClass>", "", 1);
    Some(format!(
        "{head}{OPEN} {}>{}{schemas}{}</rdf:Description>{OPEN} {}>{before}{after}",
        declaring.join(" "),
        SCHEMAS.0,
        SCHEMAS.1,
        others.join(" "),
    ))
}
