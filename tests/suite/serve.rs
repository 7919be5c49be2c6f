//! The preview in memory: what a page is, what stays while the content is wrong, what a bar and an overlay are told.

use bangyang::output::Body;
use bangyang::preview::{Beside, SCRIPT, without};
use bangyang::render::World;

use crate::support::Project;
use crate::support::preview::Previewed;

const AT: &str = "2021-07-01 09:00";

fn preview() -> Previewed {
    Previewed::of(&Project::from("base"), AT)
}

/// A notice that is open from the 11th to the 18th of June.
const NOTICE: &str = "---\n标题: 关于第二批示例先锋党支部的公示\n荣誉: xf\n对象: [zb-2]\n\
                      公示期: {起: 2021-06-11, 工作日: 5}\n受理: {受理单位: 示例受理部门, 联系电话: 0317-0000009}\n\
                      落款: 示例市直机关工委\n发布时间: 2021-06-10\n来源: 示例\n---\n公示正文。\n";

/// Demands that every file of a project is in preview what a build makes of it, but for the script.
fn same_as_built(project: &Project) {
    let built = project.build();
    let shown = Previewed::of(project, AT);
    let mut pages = 0;
    for (route, artifact) in built.output.iter() {
        let answer = shown.get(&format!("/{route}"));
        assert_eq!(answer.status, 200, "/{route}");
        let Body::Bytes(bytes) = &artifact.body else {
            assert_eq!(bangyang::memo::Key::of(answer.bytes()), artifact.hash, "/{route}");
            continue;
        };
        let is_page = String::from_utf8_lossy(answer.bytes()).contains(SCRIPT);
        assert_eq!(is_page, route.is_html(), "/{route}");
        assert!(without(answer.bytes()) == *bytes, "/{route} differs");
        assert_eq!(is_page, answer.bytes() != bytes.as_slice(), "/{route}");
        pages += usize::from(is_page);
    }
    assert!(pages > 10, "{pages}");
}

#[test]
fn every_file_of_the_full_site_is_the_built_one_but_for_the_script() {
    same_as_built(&Project::from("full"));
}

#[test]
fn every_file_of_the_real_site_is_the_built_one_but_for_the_script() {
    same_as_built(&Project::real());
}

#[test]
fn a_folder_leads_to_its_page_and_an_unknown_address_to_the_sites_own() {
    let shown = preview();
    let moved = shown.get("/people");
    assert_eq!((moved.status, moved.header("Location")), (301, "/people/"));
    let lost = shown.get("/poeple/");
    assert_eq!(lost.status, 404);
    assert!(without(lost.bytes()) == without(shown.get("/404.html").bytes()));
    assert_eq!(shown.state("/poeple/")["near"], serde_json::json!(["/people/", "/"]));
    assert_eq!(shown.state("/people/")["near"], serde_json::json!([]));
    for path in ["/content/site.yaml", "/people/index", "/PEOPLE/", "/.git/config", "/_bangyang/x"] {
        assert_eq!(shown.get(path).status, 404, "{path}");
    }
}

#[test]
fn a_site_below_a_folder_is_shown_there_too() {
    let shown = preview();
    let site = shown.text_of("content/site.yaml");
    shown.write("content/site.yaml", &format!("{site}\n路径: /zhuanti/\n"));
    assert_eq!(shown.state("/")["errors"], 0, "{}", shown.state("/"));
    assert_eq!(shown.text("/zhuanti/people/"), shown.text("/people/"));
    assert_eq!(shown.get("/zhuanti/people").header("Location"), "/zhuanti/people/");
}

#[test]
fn what_a_browser_has_already_is_not_sent_again() {
    use bangyang::edge::http::{Asked, Method};
    let shown = preview();
    let etag = shown.get("/").header("ETag").to_owned();
    let mut asked = Asked::new(Method::Get, "/", "localhost");
    asked.headers.insert("if-none-match".to_owned(), etag);
    let again = shown.preview.answer(&asked);
    assert_eq!((again.status, again.bytes().len()), (304, 0));
    shown.write("templates/home.html", "{% extends \"base.html\" %}{% block content %}另一个{% endblock content %}");
    assert_eq!(shown.preview.answer(&asked).status, 200);
}

#[test]
fn a_broken_file_is_told_and_its_page_stays_while_others_go_on() {
    let shown = preview();
    let path = "content/people/wang.yaml";
    shown.write(path, "- {id: wang, 姓名: 王示例, 单位: dw-1}\n");
    if shown.state("/")["errors"] != 0 {
        panic!("{:#}", shown.state("/"));
    }
    let before = shown.text("/people/wang/");
    shown.write(path, "- {id: wang, 姓名: 王示例, 单位: 没有的单位}\n");
    let state = shown.state("/people/wang/");
    assert_eq!((&state["errors"], &state["held"]), (&1.into(), &true.into()), "{state:#}");
    let place = &state["problems"][0]["places"][0];
    assert_eq!((place["file"].as_str(), &place["line"]), (Some(path), &1.into()));
    assert!(place["meant"].as_str().is_some_and(|meant| meant.starts_with("没有的单位")), "{place}");
    assert_eq!(place["href"], "edit:/project/content/people/wang.yaml:1");
    assert!(!state["problems"][0]["help"].as_str().unwrap_or_default().is_empty());
    assert_eq!(shown.text("/people/wang/"), before);
    // A colleague's work still shows.
    shown.write("content/people/zhao.yaml", "- {id: zhao, 姓名: 赵示例, 单位: dw-1}\n");
    assert!(shown.text("/people/zhao/").contains("赵示例"));
    assert_eq!(shown.text("/people/wang/"), before);
    // It goes by itself once it is mended.
    shown.write(path, "- {id: wang, 姓名: 王示例, 单位: dw-1, 职务: 书记}\n");
    let state = shown.state("/people/wang/");
    assert_eq!((&state["errors"], &state["held"]), (&0.into(), &false.into()), "{state:#}");
    assert_ne!(shown.text("/people/wang/"), before);
}

#[test]
fn a_deleted_record_that_others_name_is_told_and_all_pages_stay() {
    let shown = preview();
    let home = shown.text("/");
    let units = shown.text("/units/");
    let path = "content/units/danwei.yaml";
    let text = shown.text_of(path);
    shown.remove(path);
    assert!(shown.state("/")["errors"].as_u64().is_some_and(|errors| errors > 0));
    assert_eq!((shown.text("/"), shown.text("/units/")), (home.clone(), units));
    shown.write(path, &text);
    assert_eq!(shown.state("/")["errors"], 0);
    assert_eq!(shown.text("/"), home);
}

#[test]
fn a_preview_that_begins_with_errors_shows_what_stands() {
    let mut project = Project::from("base");
    project.write("content/people/a.yaml", "- {id: a, 姓名: 张示例, 单位: 没有的单位}\n");
    let shown = Previewed::of(&project, AT);
    assert_eq!(shown.state("/")["errors"], 1);
    assert!(shown.text("/units/").contains(SCRIPT));
    shown.write("content/people/b.yaml", "- {id: b, 姓名: 赵示例, 单位: dw-1}\n");
    assert!(shown.text("/people/b/").contains("赵示例"));
}

#[test]
fn without_a_site_there_is_a_page_for_the_problems_until_there_is_one() {
    let shown = preview();
    let site = shown.text_of("content/site.yaml");
    let mut project = Project::from("base");
    project.remove("content/site.yaml");
    let shown = Previewed::of(&project, AT);
    let empty = shown.get("/people/");
    assert_eq!(empty.status, 503);
    assert!(String::from_utf8_lossy(empty.bytes()).contains(SCRIPT));
    assert_eq!(shown.state("/people/")["errors"], 1);
    let tag = shown.state("/people/")["tag"].clone();
    shown.write("content/site.yaml", &site);
    assert_ne!(shown.state("/people/")["tag"], tag);
    assert!(shown.text("/people/").contains("</html>"));
}

#[test]
fn the_problems_are_those_of_a_build() {
    let mut project = Project::from("base");
    project.write("content/pages/a.md", "---\n标题: 甲\n---\n打 13912345678 联系。[坏](../没有.md)\n");
    project.write("content/people/a.yaml", "- {id: a, 姓名: 张示例, 单位: 没有的单位}\n");
    let same = |project: &Project| {
        let built = project.build();
        let state = Previewed::of(project, AT).state("/");
        let told = state["problems"].as_array().unwrap().iter();
        let mut told: Vec<String> = told
            .map(|problem| {
                let line = problem["places"][0]["line"].as_u64().unwrap_or_default().max(1);
                format!(
                    "{} {}:{line}",
                    problem["number"].as_str().unwrap(),
                    problem["places"][0]["file"].as_str().unwrap()
                )
            })
            .collect();
        told.sort();
        assert_eq!(told, built.problems);
        told.len()
    };
    assert!(same(&project) >= 2);
    project.remove("content/people/a.yaml");
    project.write("content/pages/a.md", "---\n标题: 甲\n---\n打 13912345678 联系。\n");
    assert_eq!(same(&project), 1);
}

#[test]
fn a_template_that_cannot_be_read_leaves_every_page_as_it_was() {
    let shown = preview();
    shown.write("templates/people.html", "{% extends \"base.html\" %}{% block content %}好{% endblock content %}");
    let before = shown.text("/people/");
    shown.write("templates/people.html", "{% extends \"base.html\" %}\n{% block content %}{{ 坏");
    let state = shown.state("/people/");
    assert_eq!((&state["errors"], &state["held"]), (&1.into(), &true.into()), "{state:#}");
    assert_eq!(state["problems"][0]["places"][0]["file"], "templates/people.html");
    assert_eq!(shown.text("/people/"), before);
    shown.write("templates/people.html", "{% extends \"base.html\" %}{% block content %}改好{% endblock content %}");
    assert_eq!(shown.state("/people/")["errors"], 0);
    assert!(shown.text("/people/").contains("改好"));
}

#[test]
fn a_template_that_fails_on_a_page_leaves_that_page_as_it_was() {
    let shown = preview();
    let (before, home) = (shown.text("/people/"), shown.text("/"));
    shown.write(
        "templates/people.html",
        "{% extends \"base.html\" %}{% block content %}{{ nothing.here }}{% endblock content %}",
    );
    let state = shown.state("/people/");
    assert_eq!((&state["errors"], &state["old"]), (&1.into(), &true.into()), "{state:#}");
    assert_eq!(shown.text("/people/"), before);
    assert_eq!(shown.text("/"), home);
    assert_eq!(shown.state("/")["errors"], 1, "it is told on every page");
    shown.remove("templates/people.html");
    assert_eq!(shown.state("/people/")["errors"], 0);
}

#[test]
fn another_day_shows_the_other_state_of_a_notice() {
    let mut project = Project::from("base");
    project.write("content/notices/gongshi.md", NOTICE);
    let shown = Previewed::of(&project, "2021-06-18");
    let open = shown.text("/notices/gongshi/");
    assert!(open.contains("公示中"), "{open}");
    assert_eq!(shown.order("at?date=2021-06-19"), 202);
    assert_eq!((&shown.state("/")["now"], &shown.state("/")["at"]), (&false.into(), &"2021-06-19 00:00".into()));
    assert!(shown.text("/notices/gongshi/").contains("已期满"));
    assert_eq!(shown.order("at?date=%E6%98%A8%E5%A4%A9"), 400);
    assert_eq!(shown.order("at?date="), 202);
    assert_eq!(shown.state("/")["now"], true);
    assert_eq!(shown.order("nothing?date="), 404);
}

#[test]
fn another_day_while_the_content_is_wrong_is_shown_too() {
    let mut project = Project::from("base");
    project.write("content/notices/gongshi.md", NOTICE);
    let shown = Previewed::of(&project, "2021-06-18");
    shown.remove("content/units/danwei.yaml");
    assert!(shown.text("/notices/gongshi/").contains("公示中"));
    assert_eq!(shown.order("at?date=2021-06-19"), 202);
    assert!(shown.text("/notices/gongshi/").contains("已期满"));
}

#[test]
fn drafts_are_shown_when_they_are_asked_for() {
    let mut project = Project::from("base");
    project.write("content/people/a.yaml", "- {id: a, 姓名: 张示例, 单位: dw-1, 草稿: 是}\n");
    let shown = Previewed::of(&project, AT);
    assert_eq!(shown.get("/people/a/").status, 404);
    assert_eq!(shown.order("drafts?show=1"), 202);
    assert!(shown.text("/people/a/").contains("张示例"));
    assert_eq!(shown.order("drafts?show=0"), 202);
    assert_eq!(shown.get("/people/a/").status, 404);
}

#[test]
fn a_style_sheet_alone_is_exchanged_and_a_script_needs_a_reload() {
    let shown = preview();
    let differs = |path: &str, bytes: &str, page: &str| {
        let before = shown.state(page);
        shown.write(path, bytes);
        let after = shown.state(page);
        ["style", "script", "tag"].map(|key| before[key] != after[key])
    };
    assert_eq!(differs("templates/assets/site.css", "body{color:#000}", "/"), [true, false, false]);
    // The page names the hash of the script, and changes with it.
    assert_eq!(differs("templates/assets/site.js", "1", "/"), [false, true, true]);
    assert_eq!(
        differs("content/people/x.yaml", "- {id: x, 姓名: 张示例, 单位: dw-1}\n", "/people/"),
        [false, false, true]
    );
    assert_eq!(
        differs("content/people/x.yaml", "- {id: x, 姓名: 赵示例, 单位: dw-1}\n", "/search/"),
        [false, false, true]
    );
    assert_eq!(differs("content/people/x.yaml", "- {id: x, 姓名: 赵示例, 单位: dw-1}\n", "/people/"), [false; 3]);
}

#[test]
fn another_photo_makes_another_page() {
    let project = Project::from("full");
    let shown = Previewed::of(&project, AT);
    let before = shown.state("/")["tag"].clone();
    let photos = crate::support::files::below("content/photos");
    let photo = photos.into_iter().find(|(path, _)| path.ends_with(".jpg")).expect("there is one").1;
    shown.write_bytes("content/photos/tu.jpg", photo);
    assert_eq!(shown.state("/")["errors"], 0, "{:#}", shown.state("/"));
    assert_ne!(shown.state("/")["tag"], before);
}

#[test]
fn a_page_names_its_file_and_its_line() {
    let shown = preview();
    shown.write("content/people/x.yaml", "- {id: x, 姓名: 张示例, 单位: dw-1}\n- {id: y, 姓名: 赵示例, 单位: dw-1}\n");
    let source = shown.state("/people/y/")["source"].clone();
    assert_eq!((source["file"].as_str(), &source["line"]), (Some("content/people/x.yaml"), &2.into()));
    assert_eq!(source["href"], "edit:/project/content/people/x.yaml:2");
    assert_eq!(shown.state("/")["source"]["file"], "content/site.yaml");
    let mut asked =
        bangyang::edge::http::Asked::new(bangyang::edge::http::Method::Get, "/_bangyang/state?path=/", "localhost");
    asked.is_local = false;
    let answer = shown.preview.answer(&asked);
    assert!(!String::from_utf8_lossy(answer.bytes()).contains("edit:"), "another machine is told no path of this one");
}

#[test]
fn a_disk_that_cannot_be_read_is_said_and_changes_nothing() {
    let shown = preview();
    let before = shown.text("/");
    shown.preview.refuse("列出文件夹「content」没有成功".to_owned());
    let state = shown.state("/");
    assert!(state["trouble"][0].as_str().is_some_and(|text| text.contains("没有成功")), "{state}");
    assert_eq!(shown.text("/"), before);
    shown.renew();
    assert_eq!(shown.state("/")["trouble"], serde_json::json!([]));
}

#[test]
fn how_changes_are_noticed_is_said() {
    let shown = preview();
    assert!(shown.state("/")["remark"].is_null());
    shown.preview.remark(bangyang::edge::Mode::Elsewhere.remark());
    assert!(shown.state("/")["remark"].as_str().is_some_and(|remark| remark.contains("定时查看")));
}

#[test]
fn what_is_beside_the_site_is_made_when_it_is_asked_for() {
    struct Album;
    impl Beside for Album {
        fn file(&self, path: &str, world: &World) -> Option<(Vec<u8>, &'static str)> {
            match path {
                "/print/album.pdf" => Some((world.catalogue.site.name.clone().into_bytes(), "application/pdf")),
                "/print/broken.pdf" => panic!("a bug"),
                _ => None,
            }
        }
    }
    let shown = Previewed::with(&Project::from("base"), AT, Some(Box::new(Album)));
    let album = shown.get("/print/album.pdf");
    assert_eq!((album.status, album.header("Content-Type")), (200, "application/pdf"));
    assert!(!album.bytes().is_empty());
    assert_eq!(shown.get("/print/broken.pdf").status, 404);
    assert_eq!(shown.get("/print/other.pdf").status, 404);
}
