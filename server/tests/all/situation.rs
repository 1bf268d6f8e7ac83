//! The form on the situation of a candidate: what is wrong is told where it was typed, and nothing typed is lost.

use crate::common::{Browser, Place, each_place, location};
use crate::sitting::Sitting;
use domain::ApplicationId;
use service::Desk;

const PAGE: &str = "/bureau/candidats/1/situation";

async fn office(place: &Place) -> Sitting {
    place.account("dec", &["manager"]).await;
    Sitting::new(place, 2, 2).await
}

async fn sent(browser: &Browser, fields: &[(&str, &str)]) -> (u16, String) {
    let answer = browser.post(PAGE, fields).await;
    (answer.status().as_u16(), answer.text().await.expect("a page"))
}

/// The markup around the control of a field.
fn around<'a>(page: &'a str, name: &str) -> &'a str {
    let at = page
        .find(&format!(" name=\"{name}\""))
        .unwrap_or_else(|| panic!("no field {name}"));
    let from = page[..at].rfind("<div").unwrap_or(0);
    let to = page[at..].find("</div>").map_or(page.len(), |end| at + end);
    &page[from..to]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_is_told_at_once_beside_what_was_typed() {
    each_place(async |place| {
        let sitting = office(&place).await;
        let server = place.serve(&[]);
        let browser = server.browser();
        browser.log_in("dec").await;
        let empty = browser.get(PAGE).await.text().await.expect("a page");
        assert!(empty.contains("name=\"speciality.S1\"") && !empty.contains("name=\"facultative.1\""));
        let (status, page) = sent(
            &browser,
            &[
                ("seen", "{}"),
                ("back", PAGE),
                ("speciality.S1", "PC"),
                ("option.2.label", "Latin \"ancien\""),
                ("option.2.mark", "beaucoup"),
                ("provisional.PHI", "12,25"),
                ("waived.GO", "copie perdue"),
                ("later.EPS", "on"),
            ],
        )
        .await;
        assert_eq!(status, 422, "{page}");
        assert!(page.contains("href=\"#option.2.mark\"") && page.contains("href=\"#provisional.PHI\""));
        let mark = around(&page, "option.2.mark");
        assert!(
            mark.contains("value=\"beaucoup\"") && mark.contains("aria-invalid=\"true\""),
            "{mark}"
        );
        assert!(mark.contains("« beaucoup » n'est ni une note de 0 à 20"), "{mark}");
        let provisional = around(&page, "provisional.PHI");
        assert!(
            provisional.contains("value=\"12,25\"") && provisional.contains("Points entiers seulement."),
            "{provisional}"
        );
        assert!(around(&page, "option.2.label").contains("value=\"Latin &quot;ancien&quot;\""));
        assert!(around(&page, "waived.GO").contains("value=\"copie perdue\""));
        assert!(around(&page, "later.EPS").contains("checked"));
        assert!(around(&page, "speciality.S1").contains("value=\"PC\" selected"));
        let sheet = sitting
            .desk
            .situation_sheet(&Desk::operator("test"), ApplicationId(1))
            .await;
        assert_eq!(sheet.expect("a sheet").context, Default::default());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_situation_is_saved_and_told_on_the_page_of_the_candidate() {
    each_place(async |place| {
        let _sitting = office(&place).await;
        let server = place.serve(&[]);
        let browser = server.browser();
        browser.log_in("dec").await;
        let back = format!("{PAGE}?session=1");
        let fields = [
            ("seen", "{}"),
            ("back", back.as_str()),
            ("option.1.label", "Latin"),
            ("option.1.mark", "14,3"),
            ("option.1.coef", ""),
            ("sanction", "NO_MENTION"),
        ];
        let answer = browser.post(PAGE, &fields).await;
        assert_eq!(
            (answer.status().as_u16(), location(&answer).as_str()),
            (303, "/bureau/candidats/1?session=1")
        );
        let page = browser.get("/bureau/candidats/1").await.text().await.expect("a page");
        let page = page.replace('\u{a0}', " ");
        for said in [
            "Situation enregistrée.",
            "Latin : 14,3, coefficient 2",
            "Privation de mention",
            "Modifier la situation",
            "situation : options Latin 14,3 ; sanction : privation de mention",
        ] {
            assert!(page.contains(said), "{said} is not in {page}");
        }
        // Somebody who had not seen it: both are shown, nothing is written over.
        let (status, page) = sent(&browser, &[("seen", "{}"), ("waived.GO", "malade")]).await;
        assert_eq!(status, 409);
        assert!(page.contains("La situation a changé entre-temps") && page.contains("Privation de mention"));
        assert!(around(&page, "waived.GO").contains("value=\"malade\""));
    })
    .await;
}

/// What the hidden field of what was seen holds.
fn seen(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"seen\" value=\"").expect("what was seen");
    let (value, _) = rest.split_once('"').expect("an end");
    value.replace("&quot;", "\"")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_hides_nothing_of_what_somebody_else_saves() {
    each_place(async |place| {
        let sitting = office(&place).await;
        let server = place.serve(&[]);
        let browser = server.browser();
        browser.log_in("dec").await;
        let wrong = ("provisional.PHI", "beaucoup");
        // Spelled as no server would: it must come back as it was sent.
        let (status, page) = sent(&browser, &[("seen", "{ }"), ("sanction", "EXAM_CANCELLED"), wrong]).await;
        assert_eq!((status, seen(&page).as_str()), (422, "{ }"));

        let other: domain::ApplicationContext = serde_json::from_str(r#"{"category":"SCHOOL"}"#).expect("a context");
        let operator = Desk::operator("test");
        let saved = sitting
            .desk
            .set_context(&operator, ApplicationId(1), other.clone())
            .await;
        assert!(saved.expect("kept"));

        // Corrected or still wrong, what was not seen is not written over.
        let corrected = ("provisional.PHI", "12");
        let seen_then = seen(&page);
        for typed in [wrong, corrected] {
            let fields = [("seen", seen_then.as_str()), ("sanction", "EXAM_CANCELLED"), typed];
            let (status, page) = sent(&browser, &fields).await;
            assert_eq!(status, 409, "{typed:?}");
            assert!(page.contains("La situation a changé entre-temps") && page.contains("Scolaire"));
            let kept = around(&page, "provisional.PHI");
            assert!(kept.contains(&format!("value=\"{}\"", typed.1)), "{kept}");
            assert_eq!(seen(&page), r#"{"category":"SCHOOL"}"#);
        }
        let sheet = sitting.desk.situation_sheet(&operator, ApplicationId(1)).await;
        assert_eq!(sheet.expect("a sheet").context, other);
        let fields = [("seen", r#"{"category":"SCHOOL"}"#), ("category", "SCHOOL"), corrected];
        assert_eq!(sent(&browser, &fields).await.0, 303, "saved, and on to the candidate");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_typed_is_drawn_again_though_the_situation_that_stands_hides_it() {
    each_place(async |place| {
        let _sitting = office(&place).await;
        let server = place.serve(&[]);
        let browser = server.browser();
        browser.log_in("dec").await;
        // Made over a speciality that somebody has taken away since, and over what the ruleset never asks.
        let typed = [
            ("seen", r#"{"specialities":{"S1":"PC"}}"#),
            ("speciality.S1", "PC"),
            ("speciality.PHI", "SVT"),
            ("provisional.S1.W", "13"),
            ("waived.S1.P", "matériel en panne"),
            ("chosen.PHI", "on"),
            ("later.OPT", "on"),
            ("renounced.EPS", "on"),
            ("regime", "ANCIEN"),
            ("category", "APPRENTICE"),
        ];
        let (status, page) = sent(&browser, &typed).await;
        assert_eq!(status, 409, "{page}");
        for (name, value) in [("provisional.S1.W", "13"), ("waived.S1.P", "matériel en panne")] {
            assert!(around(&page, name).contains(&format!("value=\"{value}\"")), "{name}");
        }
        for name in ["chosen.PHI", "later.OPT", "renounced.EPS"] {
            assert!(around(&page, name).contains("checked"), "{name}");
        }
        for (name, value) in [
            ("speciality.S1", "PC"),
            ("speciality.PHI", "SVT"),
            ("regime", "ANCIEN"),
            ("category", "APPRENTICE"),
        ] {
            let selected = format!("value=\"{value}\" selected");
            assert!(around(&page, name).contains(&selected), "{name}");
        }
    })
    .await;
}
