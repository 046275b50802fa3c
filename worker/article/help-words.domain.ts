import type { ArticleLanguage } from "../protocol/article-card.ts";

/** The public pages' own words. A language in which articles can be written has all of them. */
export type HelpWords = {
  /** `{{name}}` is the company. */
  title: string;
  question: string;
  search: string;
  placeholder: string;
  found: { one: string; other: string };
  nothing: string;
  nothingHint: string;
  articles: { one: string; other: string };
  more: string;
  related: string;
  contents: string;
  updated: string;
  helped: string;
  yes: string;
  no: string;
  thanks: string;
  sorry: string;
  failed: string;
  skip: string;
  languages: string;
  home: string;
  crumbs: string;
  busy: string;
  busyHint: string;
  missing: string;
  missingHint: string;
  empty: string;
  emptyHint: string;
  video: string;
};

export const helpWords: Record<ArticleLanguage, HelpWords> = {
  en: {
    title: "{{name}} Help",
    question: "How can we help?",
    search: "Search",
    placeholder: "Search the articles",
    found: { one: "{{count}} article for “{{words}}”", other: "{{count}} articles for “{{words}}”" },
    nothing: "Nothing found for “{{words}}”",
    nothingHint: "Try fewer or other words.",
    articles: { one: "{{count}} article", other: "{{count}} articles" },
    more: "More articles",
    related: "Related articles",
    contents: "On this page",
    updated: "Updated {{date}}",
    helped: "Did this help?",
    yes: "Yes",
    no: "No",
    thanks: "Thank you. Good to know.",
    sorry: "Thank you. We will make it better.",
    failed: "Your answer could not be sent. Try again.",
    skip: "Skip to the content",
    languages: "Language",
    home: "All articles",
    crumbs: "Where you are",
    busy: "Too many searches at once",
    busyHint: "Wait a moment and search again, or look through all articles.",
    missing: "There is no article at this address",
    missingHint: "It may have moved or been taken back. Search for it, or look through all articles.",
    empty: "There are no articles yet",
    emptyHint: "Come back a little later.",
    video: "Video",
  },
  "pt-BR": {
    title: "Ajuda {{name}}",
    question: "Como podemos ajudar?",
    search: "Buscar",
    placeholder: "Buscar nos artigos",
    found: { one: "{{count}} artigo para “{{words}}”", other: "{{count}} artigos para “{{words}}”" },
    nothing: "Nada encontrado para “{{words}}”",
    nothingHint: "Tente menos palavras, ou outras.",
    articles: { one: "{{count}} artigo", other: "{{count}} artigos" },
    more: "Mais artigos",
    related: "Artigos relacionados",
    contents: "Nesta página",
    updated: "Atualizado em {{date}}",
    helped: "Isto ajudou?",
    yes: "Sim",
    no: "Não",
    thanks: "Obrigado. É bom saber.",
    sorry: "Obrigado. Vamos melhorar este artigo.",
    failed: "Sua resposta não pôde ser enviada. Tente de novo.",
    skip: "Ir para o conteúdo",
    languages: "Idioma",
    home: "Todos os artigos",
    crumbs: "Onde você está",
    busy: "Buscas demais de uma vez",
    busyHint: "Espere um momento e busque de novo, ou veja todos os artigos.",
    missing: "Não há nenhum artigo neste endereço",
    missingHint: "Ele pode ter mudado de lugar ou saído do ar. Busque por ele ou veja todos os artigos.",
    empty: "Ainda não há artigos",
    emptyHint: "Volte daqui a pouco.",
    video: "Vídeo",
  },
  es: {
    title: "Ayuda de {{name}}",
    question: "¿Cómo podemos ayudar?",
    search: "Buscar",
    placeholder: "Buscar en los artículos",
    found: { one: "{{count}} artículo para «{{words}}»", other: "{{count}} artículos para «{{words}}»" },
    nothing: "No se encontró nada para «{{words}}»",
    nothingHint: "Prueba con menos palabras u otras distintas.",
    articles: { one: "{{count}} artículo", other: "{{count}} artículos" },
    more: "Más artículos",
    related: "Artículos relacionados",
    contents: "En esta página",
    updated: "Actualizado el {{date}}",
    helped: "¿Te ha ayudado?",
    yes: "Sí",
    no: "No",
    thanks: "Gracias. Nos alegra saberlo.",
    sorry: "Gracias. Lo mejoraremos.",
    failed: "No se pudo enviar tu respuesta. Inténtalo de nuevo.",
    skip: "Ir al contenido",
    languages: "Idioma",
    home: "Todos los artículos",
    crumbs: "Dónde estás",
    busy: "Demasiadas búsquedas a la vez",
    busyHint: "Espera un momento y busca de nuevo, o mira todos los artículos.",
    missing: "No hay ningún artículo en esta dirección",
    missingHint: "Puede haberse movido o retirado. Búscalo o mira todos los artículos.",
    empty: "Todavía no hay artículos",
    emptyHint: "Vuelve un poco más tarde.",
    video: "Vídeo",
  },
  fr: {
    title: "Aide {{name}}",
    question: "Comment pouvons-nous vous aider ?",
    search: "Rechercher",
    placeholder: "Rechercher dans les articles",
    found: { one: "{{count}} article pour « {{words}} »", other: "{{count}} articles pour « {{words}} »" },
    nothing: "Aucun résultat pour « {{words}} »",
    nothingHint: "Essayez avec moins de mots, ou d’autres mots.",
    articles: { one: "{{count}} article", other: "{{count}} articles" },
    more: "Autres articles",
    related: "Articles liés",
    contents: "Sur cette page",
    updated: "Mis à jour le {{date}}",
    helped: "Cet article vous a-t-il aidé ?",
    yes: "Oui",
    no: "Non",
    thanks: "Merci. C’est bon à savoir.",
    sorry: "Merci. Nous allons l’améliorer.",
    failed: "Votre réponse n’a pas pu être envoyée. Réessayez.",
    skip: "Aller au contenu",
    languages: "Langue",
    home: "Tous les articles",
    crumbs: "Où vous êtes",
    busy: "Trop de recherches à la fois",
    busyHint: "Patientez un instant et recherchez à nouveau, ou parcourez tous les articles.",
    missing: "Il n’y a pas d’article à cette adresse",
    missingHint: "Il a peut-être été déplacé ou retiré. Recherchez-le ou parcourez tous les articles.",
    empty: "Il n’y a pas encore d’articles",
    emptyHint: "Revenez un peu plus tard.",
    video: "Vidéo",
  },
  de: {
    title: "{{name}} Hilfe",
    question: "Wie können wir helfen?",
    search: "Suchen",
    placeholder: "In den Artikeln suchen",
    found: { one: "{{count}} Artikel zu „{{words}}“", other: "{{count}} Artikel zu „{{words}}“" },
    nothing: "Nichts gefunden zu „{{words}}“",
    nothingHint: "Versuche es mit weniger oder anderen Wörtern.",
    articles: { one: "{{count}} Artikel", other: "{{count}} Artikel" },
    more: "Weitere Artikel",
    related: "Verwandte Artikel",
    contents: "Auf dieser Seite",
    updated: "Aktualisiert am {{date}}",
    helped: "Hat das geholfen?",
    yes: "Ja",
    no: "Nein",
    thanks: "Danke. Gut zu wissen.",
    sorry: "Danke. Wir machen es besser.",
    failed: "Deine Antwort konnte nicht gesendet werden. Versuche es noch einmal.",
    skip: "Zum Inhalt",
    languages: "Sprache",
    home: "Alle Artikel",
    crumbs: "Wo du bist",
    busy: "Zu viele Suchen auf einmal",
    busyHint: "Warte einen Moment und suche noch einmal, oder sieh alle Artikel durch.",
    missing: "Unter dieser Adresse gibt es keinen Artikel",
    missingHint: "Er ist vielleicht umgezogen oder nicht mehr öffentlich. Suche danach oder sieh alle Artikel durch.",
    empty: "Es gibt noch keine Artikel",
    emptyHint: "Schau etwas später wieder vorbei.",
    video: "Video",
  },
  it: {
    title: "Assistenza {{name}}",
    question: "Come possiamo aiutarti?",
    search: "Cerca",
    placeholder: "Cerca negli articoli",
    found: { one: "{{count}} articolo per «{{words}}»", other: "{{count}} articoli per «{{words}}»" },
    nothing: "Nessun risultato per «{{words}}»",
    nothingHint: "Prova con meno parole o con altre.",
    articles: { one: "{{count}} articolo", other: "{{count}} articoli" },
    more: "Altri articoli",
    related: "Articoli correlati",
    contents: "In questa pagina",
    updated: "Aggiornato il {{date}}",
    helped: "Ti è stato utile?",
    yes: "Sì",
    no: "No",
    thanks: "Grazie. Buono a sapersi.",
    sorry: "Grazie. Lo miglioreremo.",
    failed: "Non è stato possibile inviare la risposta. Riprova.",
    skip: "Vai al contenuto",
    languages: "Lingua",
    home: "Tutti gli articoli",
    crumbs: "Dove sei",
    busy: "Troppe ricerche in una volta",
    busyHint: "Aspetta un momento e cerca di nuovo, oppure guarda tutti gli articoli.",
    missing: "Non c’è nessun articolo a questo indirizzo",
    missingHint: "Forse è stato spostato o ritirato. Cercalo o guarda tutti gli articoli.",
    empty: "Non ci sono ancora articoli",
    emptyHint: "Torna un po’ più tardi.",
    video: "Video",
  },
  nl: {
    title: "{{name}} Help",
    question: "Hoe kunnen we helpen?",
    search: "Zoeken",
    placeholder: "Zoeken in de artikelen",
    found: { one: "{{count}} artikel voor ‘{{words}}’", other: "{{count}} artikelen voor ‘{{words}}’" },
    nothing: "Niets gevonden voor ‘{{words}}’",
    nothingHint: "Probeer minder of andere woorden.",
    articles: { one: "{{count}} artikel", other: "{{count}} artikelen" },
    more: "Meer artikelen",
    related: "Verwante artikelen",
    contents: "Op deze pagina",
    updated: "Bijgewerkt op {{date}}",
    helped: "Heeft dit geholpen?",
    yes: "Ja",
    no: "Nee",
    thanks: "Bedankt. Fijn om te weten.",
    sorry: "Bedankt. We maken het beter.",
    failed: "Je antwoord kon niet worden verstuurd. Probeer het opnieuw.",
    skip: "Naar de inhoud",
    languages: "Taal",
    home: "Alle artikelen",
    crumbs: "Waar je bent",
    busy: "Te veel zoekopdrachten tegelijk",
    busyHint: "Wacht even en zoek opnieuw, of bekijk alle artikelen.",
    missing: "Er staat geen artikel op dit adres",
    missingHint: "Het is misschien verplaatst of teruggetrokken. Zoek ernaar of bekijk alle artikelen.",
    empty: "Er zijn nog geen artikelen",
    emptyHint: "Kom later nog eens terug.",
    video: "Video",
  },
  ar: {
    title: "مساعدة {{name}}",
    question: "كيف يمكننا المساعدة؟",
    search: "بحث",
    placeholder: "ابحث في المقالات",
    found: { one: "{{count}} مقالة عن «{{words}}»", other: "{{count}} مقالات عن «{{words}}»" },
    nothing: "لا نتائج عن «{{words}}»",
    nothingHint: "جرّب كلمات أقل أو كلمات أخرى.",
    articles: { one: "{{count}} مقالة", other: "{{count}} مقالات" },
    more: "مقالات أخرى",
    related: "مقالات ذات صلة",
    contents: "في هذه الصفحة",
    updated: "آخر تحديث {{date}}",
    helped: "هل كان هذا مفيدًا؟",
    yes: "نعم",
    no: "لا",
    thanks: "شكرًا لك. يسرّنا ذلك.",
    sorry: "شكرًا لك. سنعمل على تحسينه.",
    failed: "تعذّر إرسال إجابتك. حاول مرة أخرى.",
    skip: "انتقل إلى المحتوى",
    languages: "اللغة",
    home: "كل المقالات",
    crumbs: "موقعك الحالي",
    busy: "عمليات بحث كثيرة في وقت واحد",
    busyHint: "انتظر لحظة ثم ابحث من جديد، أو تصفّح كل المقالات.",
    missing: "لا توجد مقالة في هذا العنوان",
    missingHint: "ربما نُقلت أو سُحبت. ابحث عنها أو تصفّح كل المقالات.",
    empty: "لا توجد مقالات بعد",
    emptyHint: "عُد بعد قليل.",
    video: "فيديو",
  },
};

/** Puts values into a text; as they are, so what is put into HTML is escaped afterwards. */
export function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function counted(
  forms: { one: string; other: string },
  language: ArticleLanguage,
  count: number,
  values: Record<string, string> = {},
): string {
  const form = new Intl.PluralRules(language).select(count) === "one" ? forms.one : forms.other;
  return filled(form, { ...values, count: new Intl.NumberFormat(language).format(count) });
}

export function isRightToLeft(language: ArticleLanguage): boolean {
  return language === "ar";
}
