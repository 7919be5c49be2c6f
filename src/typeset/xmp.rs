//! What a press file says of itself in its metadata.
//!
//! **In:** the XMP packet that Typst wrote. **Out:** the same with the properties of PDF/X-4. **Never:** a date of its own.

/// Returns the packet with the properties that ISO 15930-7 §6.1.2 asks for and Typst leaves out; `None` where the
/// packet has another form than Typst's.
pub(super) fn press(packet: &str) -> Option<String> {
    let end = packet.rfind("</rdf:RDF>")?;
    let mut added = vec![
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>".to_owned(),
        "<pdf:Trapped>False</pdf:Trapped>".to_owned(),
        "<xmpMM:VersionID>1</xmpMM:VersionID>".to_owned(),
    ];
    if !packet.contains("<xmpMM:RenditionClass>") {
        added.push("<xmpMM:RenditionClass>default</xmpMM:RenditionClass>".to_owned());
    }
    if let Some(date) = between(packet, "<xmp:ModifyDate>", "</xmp:ModifyDate>") {
        added.push(format!("<xmp:MetadataDate>{date}</xmp:MetadataDate>"));
    }
    let block = format!(
        "<rdf:Description rdf:about=\"\" xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">{}</rdf:Description>",
        added.concat()
    );
    Some(format!("{}{block}{}", &packet[..end], &packet[end..]))
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let (_, after) = text.split_once(open)?;
    after.split_once(close).map(|(inside, _)| inside)
}
