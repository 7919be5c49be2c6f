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
pub(super) fn press(pdf: &[u8], icc: Option<&Icc>) -> Option<Vec<u8>> {
    let mut document = Document::load_mem(pdf).ok()?;
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
    let mut out = Vec::with_capacity(pdf.len() + 4096);
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
