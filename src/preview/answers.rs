//! Requests to answers.
//!
//! **In:** a request, from any thread. **Out:** a page of the site as it stands, our own script and what it is told, or a
//! refusal. **Never:** a file that is not in the plan.

use std::sync::Arc;

use super::found::{Found, found};
use super::guard::path_of;
use super::inject::injected;
use super::kind::kind;
use super::live::{Preview, locked};
use super::made::{Made, caught, made};
use super::near::near;
use super::state::State;
use super::told::{Aside, told};
use crate::catalogue::Drafts;
use crate::edge::http::{Answer, Asked, Body, Method, decoded};
use crate::memo::Key;
use crate::output::{Artifact, Body as Stored, Route};
use crate::plan::Task;
use crate::render::template;
use crate::zh::date::Moment;

impl Preview {
    /// Returns the answer to a request.
    pub fn answer(&self, asked: &Asked) -> Answer {
        let path = match path_of(asked, &self.setting.hosts) {
            Ok(path) => path,
            Err(refusal) => return refusal,
        };
        let answer = match (path.strip_prefix("/_bangyang/"), asked.method) {
            (Some(own), Method::Get | Method::Head) => self.own(own, asked),
            (Some(own), Method::Post) => self.ordered(own, asked),
            (None, Method::Get | Method::Head) => self.shown(&path, asked),
            (None, Method::Post) => Answer::text(405, "这里只能查看网页"),
        };
        answer
            .with("Cache-Control", "no-cache")
            .with("X-Content-Type-Options", "nosniff")
            .with("Cross-Origin-Resource-Policy", "same-origin")
            .with("X-Frame-Options", "SAMEORIGIN")
    }

    /// Our own files, for the script.
    fn own(&self, path: &str, asked: &Asked) -> Answer {
        match path {
            "preview.js" => Answer::new(200, kind(path), include_str!("preview.js")),
            "state" => {
                let page = asked.value("path").and_then(|path| decoded(&path)).unwrap_or_default();
                Answer::new(200, kind("state.json"), self.told(&page, asked.is_local))
            }
            "events" if asked.method == Method::Get => {
                let events = self.events.listen(self.state().version);
                let body = Body::Events(events);
                Answer { status: 200, headers: vec![("Content-Type", "text/event-stream".to_owned())], body }
            }
            _ => Answer::text(404, "没有这个文件"),
        }
    }

    /// What a page asks to have changed: for everybody who looks, as there is one site.
    fn ordered(&self, path: &str, asked: &Asked) -> Answer {
        let mut wanted = *locked(&self.wanted);
        match (path, asked.value("date"), asked.value("show")) {
            ("at", Some(date), _) if date.is_empty() => wanted.at = None,
            ("at", Some(date), _) => match Moment::parse(&date) {
                Ok(at) => wanted.at = Some(at),
                Err(error) => return Answer::text(400, &format!("{error}。{}", error.help())),
            },
            ("drafts", _, Some(show)) => wanted.drafts = if show == "1" { Drafts::Shown } else { Drafts::Hidden },
            _ => return Answer::text(404, "没有这个命令"),
        }
        *locked(&self.wanted) = wanted;
        (self.setting.ring)();
        Answer::text(202, "马上就好")
    }

    fn told(&self, path: &str, is_local: bool) -> String {
        let state = self.state();
        let found = found(path, &state.shown);
        let page = match &found {
            Found::File(route) => Some((route, self.made(&state, route))),
            Found::Folder | Found::Nothing => None,
        };
        let whole = state.shown.whole.as_ref().filter(|_| page.is_none());
        let aside = Aside {
            is_now: locked(&self.wanted).at.is_none(),
            remark: *locked(&self.remark),
            editor: is_local.then(|| self.setting.editor.clone()),
            has_prints: self.setting.beside.is_some(),
            near: whole.map(|(_, plan)| near(path, plan)).unwrap_or_default(),
        };
        let lost = Route::file("404.html").ok().filter(|_| whole.is_some());
        let lost = lost.map(|route| (self.made(&state, &route), route));
        let page = page.as_ref().map(|(route, made)| (*route, &**made));
        let page = page.or_else(|| lost.as_ref().map(|(made, route)| (route, &**made)));
        told(&state, page, &aside).to_string()
    }

    fn made(&self, state: &State, route: &Route) -> Arc<Made> {
        state.page(route, || {
            let inputs = &*self.setting.inputs;
            let proven = locked(&self.proven).clone();
            let before = proven.as_ref().and_then(|proven| proven.world(inputs));
            state.shown.world(inputs).map(|world| made(&world, route, before.as_ref())).unwrap_or_default()
        })
    }

    /// A file of the site.
    fn shown(&self, path: &str, asked: &Asked) -> Answer {
        let state = self.state();
        let route = match found(path, &state.shown) {
            Found::File(route) => route,
            Found::Folder => return Answer::text(301, "在后面的地址").with("Location", format!("{}/", asked.path)),
            Found::Nothing => return self.lost(path, &state),
        };
        let task = state.shown.whole.as_ref().and_then(|(_, plan)| plan.tasks.get(&route));
        if task.and_then(template).is_some() {
            return self.page(&state, (&route, 200), asked);
        }
        let world = state.shown.world(&*self.setting.inputs);
        let file = world.and_then(|world| caught(|| world.at(&route)).ok()?.value);
        let Some((bytes, etag)) =
            file.and_then(|file| Some((self.bytes(&file)?, format!("\"{}\"", file.hash.short()))))
        else {
            // The cache was emptied, perhaps: it is filled again.
            self.forget_pictures();
            (self.setting.ring)();
            return Answer::text(503, "这个文件现在读不出来，过一会儿再看");
        };
        let is_foreign = matches!(task, Some(Task::File(_)));
        let answer = fresh(Answer::new(200, kind(route.as_str()), bytes), etag, asked);
        // What an attachment's own script does is not the site's business.
        let is_active = is_foreign && ["html", "htm", "svg", "xml"].iter().any(|end| route.as_str().ends_with(end));
        if is_active { answer.with("Content-Security-Policy", "sandbox") } else { answer }
    }

    fn bytes(&self, file: &Artifact) -> Option<Vec<u8>> {
        match &file.body {
            Stored::Bytes(bytes) => Some(bytes.clone()),
            Stored::Stored { key, .. } => self.setting.memo.recall(key),
            // A preview lays nothing anywhere.
            Stored::Laid { .. } | Stored::Published { .. } => None,
        }
    }

    fn page(&self, state: &State, (route, status): (&Route, u16), asked: &Asked) -> Answer {
        let made = self.made(state, route);
        let Some(bytes) = made.artifact.as_ref().and_then(Artifact::bytes) else { return empty(state) };
        let page = injected(bytes, &made.tag, &state.shared);
        let etag = format!("\"{}-{}-{}\"", made.tag, state.shared.style, state.shared.script);
        fresh(Answer::new(status, kind("index.html"), page), etag, asked)
    }

    /// What is beside the site, or the site's own page for what is not there.
    fn lost(&self, path: &str, state: &State) -> Answer {
        let world = state.shown.world(&*self.setting.inputs);
        if let (Some(beside), Some(world)) = (&self.setting.beside, &world)
            && let Ok(Some((bytes, kind))) = caught(|| beside.file(path, world))
        {
            let etag = format!("\"{}\"", Key::of(&bytes).short());
            return Answer::new(200, kind, bytes).with("ETag", etag);
        }
        let lost = Route::file("404.html").ok().filter(|_| world.is_some());
        match lost {
            Some(route) => self.page(state, (&route, 404), &Asked::new(Method::Get, path, "")),
            None => empty(state),
        }
    }
}

/// The page where there is none: the problems lie on top of it.
fn empty(state: &State) -> Answer {
    let page = "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
                <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>预览</title></head>\
                <body></body></html>\n";
    Answer::new(503, kind("index.html"), injected(page.as_bytes(), "", &state.shared))
}

/// Returns the answer, or that the browser has it already.
fn fresh(answer: Answer, etag: String, asked: &Asked) -> Answer {
    if asked.header("if-none-match") == etag {
        return Answer { status: 304, headers: Vec::new(), body: Body::Bytes(Vec::new()) }.with("ETag", etag);
    }
    answer.with("ETag", etag)
}
