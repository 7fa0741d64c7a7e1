/** A text that would leave the page, turn the direction of what follows and ring a bell. */
export const MEAN = '</script><img src="http://127.0.0.1:9/x" onerror="document.title=\'taken\'">\u202eabc\u0007';
