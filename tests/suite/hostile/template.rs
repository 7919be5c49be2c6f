//! Templates that loop, recurse, break off, or ask for what is not there.

use super::case::Case;

fn page(name: &str, told: &'static str, text: impl Into<Vec<u8>>) -> Case {
    let record = "标题: 页\n发布时间: 2021-06-11\n来源: 示例\n";
    Case::new(name, told, "templates/page.html", text).with("content/pages/x.yaml", record)
}

pub fn cases() -> Vec<Case> {
    let body = |text: &str| format!("{{% extends \"base.html\" %}}{{% block content %}}{text}{{% endblock content %}}");
    vec![
        page("a template that breaks off", "E0901", "{% if frame"),
        page("a block that is not closed", "E0901", "{% block content %}"),
        page("a template that extends itself", "E0901", "{% extends \"page.html\" %}"),
        page("a template that includes itself", "E0901", "{% include \"page.html\" %}"),
        page("two templates that include each other", "E0901", "{% include \"a.html\" %}").with("templates/a.html", "{% include \"page.html\" %}"),
        page("a template that extends nothing", "E0901", "{% extends \"nothing.html\" %}"),
        page("a template that includes nothing", "E0901", "{% include \"nothing.html\" %}"),
        page("a component that calls itself", "E0901", body("{{ <again /> }}")).with("templates/a.html", "{% component again() %}x{{ <again /> }}{% endcomponent again %}").heavy(),
        page("a loop of a thousand million", "E0901", body("{% for n in range(end=1000000000) %}{{ n }}{% endfor %}")).heavy(),
        page("loops within loops that fill the memory", "E0901", body("{% for a in range(end=20000) %}{% for b in range(end=20000) %}0123456789012345678901234567890123456789{% endfor %}{% endfor %}")).heavy(),
        page("a filter that nobody knows", "E0901", body("{{ frame.title | explode }}")),
        page("a function that nobody knows", "E0901", body("{{ get_env(name=\"HOME\") }}")),
        page("a field that is not there", "E0901", body("{{ secret }}")),
        page("a division by nothing", "E0901", body("{{ 1 / 0 }}")),
        page("a number beyond all numbers in a template", "E0901", body("{{ 99999999999999999999999999999999999999999999 * 9 }}")),
        page("100,000 brackets in a template", "E0901", body(&format!("{{{{ {}1 }}}}", "(".repeat(100_000)))).heavy(),
        page("1,000 ifs within ifs", "E0901", body(&format!("{}x{}", "{% if frame %}".repeat(1_000), "{% endif %}".repeat(1_000)))).heavy(),
        page("a template of GBK", "E0901", encoding_rs::GB18030.encode("<p>正文").0.into_owned()),
        page("a template of nothing", "E1003", ""),
    ]
}
