/** Loads the page anew when something has happened, but not more often than one can look. */
let reload;
new EventSource('/ui/changes').onmessage = () => {
  reload ??= setTimeout(() => location.reload(), 400);
};
