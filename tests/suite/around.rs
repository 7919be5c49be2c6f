//! What stands around a page is that page's own: what is drawn once for many pages equals what each would draw for itself.

use bangyang::memo::Remembered;
use bangyang::output::InMemory;
use bangyang::pipeline::{Drafts, Earlier, Made, Request, made, prepare};
use bangyang::render::{Surroundings, World};
use bangyang::source::gather;
use bangyang::zh::date::Moment;

use crate::support::Project;

/// The site with every field, with pages in the menu and beside it.
fn project() -> Project {
    let mut project = Project::from("full");
    for (path, menu) in [("guanyu", "nav: 1\n"), ("assets", ""), ("search", "nav: 2\n"), ("branches", "")] {
        let text = format!("---\n标题: 页面{path}\n{menu}---\n\n正文。\n");
        project.write(&format!("content/pages/{path}.md"), &text);
    }
    project
}

#[test]
fn what_is_drawn_once_is_what_each_page_would_draw() {
    let project = project();
    let (memo, mut earlier) = (Remembered::default(), Earlier::default());
    let at = Moment::parse("2021-07-01").unwrap();
    let request = Request { at, drafts: Drafts::Hidden };
    let prepared = prepare(gather(&project.inputs), &mut earlier, (&project.inputs, &memo, &|_| {}), &request);
    let world = prepared.world(&project.inputs).expect("there is a site");
    let Made { output, .. } = made(&world, &InMemory, false);
    let pages: Vec<_> = output.iter().filter(|(route, _)| route.is_html()).collect();
    assert!(pages.len() > 40, "{}", pages.len());
    for (route, page) in pages {
        let alone = World { around: &Surroundings::default(), ..world }.at(route).value;
        assert_eq!(alone.as_ref(), Some(page), "{route}");
    }
}
