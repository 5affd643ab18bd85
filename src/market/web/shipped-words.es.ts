// The claims that ship with the program, in Spanish.
import type { Words } from '#ui';

export const words: Words = {
  claim: {
    'frame-size-2025': 'El mercado valía 6.710 millones de USD en 2025.',
    'frame-size-2031': 'El mercado valdrá 9.330 millones de USD en 2031.',
    'frame-growth': 'El mercado crece un 5,65 % al año de 2026 a 2031.',
    'frame-largest-region': 'América del Norte es el mercado más grande.',
    'frame-fastest-area': 'Oncología es el segmento que más crece.',
    'driver-spending': 'Las veinte mayores empresas gastaron 180.000 millones de USD en investigación y desarrollo en 2023.',
    'driver-registered-trials': 'En ClinicalTrials.gov hay más de 560.000 ensayos registrados.',
    'driver-duration': 'El tiempo desde el inicio de un ensayo hasta el cierre de su inclusión creció un 26 % de 2019 a 2023.',
    'challenge-complexity': 'El 38 % de los centros señala la complejidad como su principal problema.',
    'challenge-capital': 'El 34 % de los centros dice tener menos capital circulante que el año anterior.',
    'challenge-turnover': 'La rotación del personal es una dificultad de los centros.',
    'trend-decentralised':
      'Los ensayos descentralizados e híbridos incluyen un 1,9 % de participantes indígenas de América o de Alaska, frente al 0,5 % en los demás.',
    'trend-artificial-intelligence': 'El 62 % de los encuestados señala la inteligencia artificial como su principal inversión.',
    'development-veeda': 'Veeda Clinical Research adquiere Heads.',
    'development-velocity': 'Velocity Clinical Research se asocia con Luminis Health.',
    'development-headlands': 'Headlands Research abre un centro en El Paso, Texas.',
    'development-wcg': 'WCG mejora su red de centros (Site Network).',
    company: '{{name}} es una de las empresas descritas.',
  },
  source: {
    'Market report on the Global Clinical Trial Site Management Organization Market':
      'Informe del mercado mundial de gestión de centros de ensayos clínicos',
    PharmaShots: 'PharmaShots',
    'Attributed to the National Library of Medicine': 'Atribuido a la National Library of Medicine',
    IFPMA: 'IFPMA',
    ACRP: 'ACRP',
    SCRS: 'SCRS',
    'Tufts CSDD in Applied Clinical Trials': 'Tufts CSDD, en Applied Clinical Trials',
    'Pistoia Alliance in European Pharmaceutical Review': 'Pistoia Alliance, en European Pharmaceutical Review',
  },
  note: {
    'frame-growth':
      'El crecimiento que cumple ambos extremos publicados es del 5,6477 % al año; la perspectiva usa ese y muestra los dos. El periodo de previsión indicado es de 2027 a 2031.',
    'driver-registered-trials': 'Otros recuentos de ese año son menores: publicado, discutido.',
    'trend-decentralised': 'Frente al 0,5 % en ensayos que no son descentralizados.',
  },
};
