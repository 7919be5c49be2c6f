//! What a press file says of itself in its metadata.
//!
//! **In:** the XMP packet that Typst wrote. **Out:** the same with the properties of PDF/X-4. **Never:** a date of its own.

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
