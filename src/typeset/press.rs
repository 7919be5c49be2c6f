//! What a printer's file has and Typst does not write: the bleed box, the output intent, the keys of PDF/X-4.
//!
//! **In:** a PDF by Typst. **Out:** the same pages with what ISO 15930-7 asks for. **Never:** a change to what is drawn.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::icc::Icc;
use super::xmp;

/// 3 mm in points.
const BLEED: f32 = 3.0 / 25.4 * 72.0;

/// Returns the file made ready for a press; `None` where it is not built as Typst builds files.
///
/// Every page gets a TrimBox, where it has none the sheet itself, and a BleedBox 3 mm around it, within the sheet. Link
/// annotations are taken out (a press file must have none within the bleed). Only with a profile does the file claim
/// to be PDF/X-4.
pub(super) fn press(pdf: Vec<u8>, icc: Option<&Icc>) -> Option<Vec<u8>> {
    let mut document = Document::load_mem(&pdf).ok()?;
    let size = pdf.len();
    // An album's photos are large, and now they are in memory twice.
    drop(pdf);
    for page in document.get_pages().into_values() {
        boxes(document.get_dictionary_mut(page).ok()?)?;
        without_links(&mut document, page)?;
    }
    if let Ok(info) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.get_dictionary_mut(info).ok()?.set("Trapped", "False");
    }
    if let Some(icc) = icc {
        intent(&mut document, icc)?;
        describe(&mut document)?;
    }
    let mut out = Vec::with_capacity(size + icc.map_or(0, |icc| icc.bytes().len()) + 4096);
    document.save_to(&mut out).ok()?;
    Some(out)
}

fn boxes(page: &mut Dictionary) -> Option<()> {
    let media = rectangle(page.get(b"MediaBox").ok()?)?;
    let trim = page.get(b"TrimBox").ok().and_then(rectangle).unwrap_or(media);
    let bleed = [
        (trim[0] - BLEED).max(media[0]),
        (trim[1] - BLEED).max(media[1]),
        (trim[2] + BLEED).min(media[2]),
        (trim[3] + BLEED).min(media[3]),
    ];
    let array = |sides: [f32; 4]| Object::Array(sides.into_iter().map(Object::Real).collect());
    page.set("TrimBox", array(trim));
    page.set("BleedBox", array(bleed));
    Some(())
}

fn rectangle(object: &Object) -> Option<[f32; 4]> {
    let sides = object.as_array().ok()?.iter().map(|side| side.as_float().ok());
    sides.collect::<Option<Vec<f32>>>()?.try_into().ok()
}

fn without_links(document: &mut Document, page: ObjectId) -> Option<()> {
    let Some(annotations) = document.get_dictionary_mut(page).ok()?.remove(b"Annots") else { return Some(()) };
    let (list, target) = document.dereference(&annotations).ok()?;
    let (kept, dropped): (Vec<Object>, Vec<Object>) =
        target.as_array().ok()?.iter().cloned().partition(|one| !is_link(document, one));
    for object in dropped.iter().filter_map(|one| one.as_reference().ok()).chain(list) {
        document.objects.remove(&object);
    }
    if !kept.is_empty() {
        document.get_dictionary_mut(page).ok()?.set("Annots", kept);
    }
    Some(())
}

fn is_link(document: &Document, annotation: &Object) -> bool {
    let read = document.dereference(annotation).ok().and_then(|(_, object)| object.as_dict().ok());
    read.and_then(|one| one.get(b"Subtype").ok()?.as_name().ok()).is_some_and(|kind| kind == b"Link")
}

/// Says for which press the colours are meant (ISO 15930-7 §6.2.2).
fn intent(document: &mut Document, icc: &Icc) -> Option<()> {
    let stream = Stream::new(dictionary! { "N" => 4 }, icc.bytes().to_vec());
    let profile = document.add_object(stream);
    let name = || lopdf::text_string(icc.name());
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFX",
        "OutputConditionIdentifier" => name(),
        "Info" => name(),
        "DestOutputProfile" => profile,
    };
    let intent = document.add_object(intent);
    document.catalog_mut().ok()?.set("OutputIntents", vec![intent.into()]);
    Some(())
}

fn describe(document: &mut Document) -> Option<()> {
    let metadata = document.catalog().ok()?.get(b"Metadata").ok()?.as_reference().ok()?;
    let stream = document.get_object_mut(metadata).ok()?.as_stream_mut().ok()?;
    let text = String::from_utf8(stream.get_plain_content().ok()?).ok()?;
    stream.dict.remove(b"Filter");
    stream.set_content(xmp::press(&text)?.into_bytes());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::super::icc;
    use super::super::job::Profile;
    use super::super::said::Remark;
    use super::super::trial::{Trial, read};
    use super::*;

    const BLED: &str = "#set page(width: 210mm, height: 285mm, bleed: 9mm)\n#link(\"https://example.cn/\")[榜样]";

    fn sides(document: &Document, page: u32, name: &[u8]) -> [f32; 4] {
        let page = document.get_dictionary(document.get_pages()[&page]).expect("a page");
        rectangle(page.get(name).expect("a box")).expect("four sides")
    }

    fn profile() -> Icc {
        Icc::new("试印", icc::tests::header(b"CMYK", b"prtr")).expect("its header is right")
    }

    #[test]
    fn boxes_are_right_to_the_point() {
        let document = read(&Trial::of(BLED).profile(Profile::Press(None)).done());
        let near = |found: [f32; 4], wanted: [f32; 4]| {
            found.iter().zip(wanted).all(|(found, wanted)| (found - wanted / 25.4 * 72.0).abs() < 0.01)
        };
        assert!(near(sides(&document, 1, b"MediaBox"), [0.0, 0.0, 228.0, 303.0]));
        assert!(near(sides(&document, 1, b"TrimBox"), [9.0, 9.0, 219.0, 294.0]));
        assert!(near(sides(&document, 1, b"BleedBox"), [6.0, 6.0, 222.0, 297.0]));
        assert_eq!(document.version, "1.6");
    }

    #[test]
    fn a_sheet_without_bleed_is_cut_at_its_edge() {
        let document = read(&Trial::of("榜样").profile(Profile::Press(None)).done());
        let media = sides(&document, 1, b"MediaBox");
        assert_eq!((sides(&document, 1, b"TrimBox"), sides(&document, 1, b"BleedBox")), (media, media));
    }

    #[test]
    fn links_live_on_the_screen_and_are_taken_out_for_the_press() {
        let links = |profile| {
            let document = read(&Trial::of(BLED).profile(profile).done());
            let dictionaries = document.objects.values().filter_map(|object| object.as_dict().ok());
            dictionaries
                .filter(|one| one.get(b"Subtype").is_ok_and(|kind| kind.as_name().is_ok_and(|kind| kind == b"Link")))
                .count()
        };
        assert_eq!((links(Profile::Screen), links(Profile::Press(None))), (1, 0));
    }

    #[test]
    fn with_a_profile_the_file_says_that_it_is_made_for_that_press() {
        let done = Trial::of(BLED).profile(Profile::Press(Some(profile()))).done();
        assert_eq!(done.remarks, []);
        let document = read(&done);
        let intents = document.catalog().expect("a catalogue").get(b"OutputIntents").expect("an intent");
        let intent = intents.as_array().expect("a list")[0].as_reference().expect("an object");
        let intent = document.get_dictionary(intent).expect("an intent");
        assert_eq!(intent.get(b"S").and_then(Object::as_name).expect("a kind"), b"GTS_PDFX");
        let (_, stream) =
            document.dereference(intent.get(b"DestOutputProfile").expect("a profile")).expect("it is there");
        assert_eq!(stream.as_stream().expect("a stream").get_plain_content().expect("plain"), profile().bytes());
        let metadata = document.catalog().and_then(|catalog| catalog.get(b"Metadata")).expect("metadata");
        let (_, metadata) = document.dereference(metadata).expect("it is there");
        let packet = metadata.as_stream().expect("a stream").get_plain_content().expect("plain");
        let packet = String::from_utf8(packet).expect("XMP is text");
        assert!(packet.contains("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"), "{packet}");
        assert!(packet.contains("<xmpMM:RenditionClass>default</xmpMM:RenditionClass>"), "{packet}");
        assert!(packet.contains("<xmp:MetadataDate>2021-07-01T00:00:00+08:00</xmp:MetadataDate>"), "{packet}");
    }

    #[test]
    fn without_a_profile_nothing_is_claimed_and_that_is_told() {
        let done = Trial::of(BLED).profile(Profile::Press(None)).done();
        assert_eq!(done.remarks, [Remark::NoOutputIntent]);
        assert!(!String::from_utf8_lossy(&done.pdf).contains("PDF/X-4"));
    }

    #[test]
    fn what_is_no_pdf_is_not_made_ready() {
        assert_eq!(press(b"no PDF".to_vec(), None), None);
    }
}
